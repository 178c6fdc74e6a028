import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { keepDeliveries } from './deliveries';
import { hookSignature } from './hook-signature';

const folder = mkdtempSync(join(tmpdir(), 'tip-bench-deliveries-'));
const env = { HOME: folder, TIP_BENCH_STATE: folder };

afterAll(() => rmSync(folder, { recursive: true }));

test('a delivery is done once, also of two at once, and after a restart; one that failed may come again', async () => {
	const deliveries = keepDeliveries(env, () => 1);
	let done = 0;
	const work = async () => {
		await new Promise((resolve) => setTimeout(resolve, 5));
		done += 1;
		return done;
	};
	expect(await Promise.all([deliveries.once('a', work), deliveries.once('a', work)])).toEqual([1, null]);
	await expect(deliveries.once('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
	expect(await deliveries.once('b', work)).toBe(2);
	expect(await keepDeliveries(env, () => 1).once('a', work)).toBeNull();
	expect(await keepDeliveries(env, () => 8 * 24 * 3_600_000).once('c', work)).toBe(3);
	expect(done).toBe(3);
});

test('what one server took, another one on the same folder does not take again', async () => {
	const [one, other] = [keepDeliveries(env, () => 1), keepDeliveries(env, () => 1)];
	expect(await one.once('first', async () => 1)).toBe(1);
	expect(await other.once('first', async () => 2)).toBeNull();
	expect(await other.once('second', async () => 2)).toBe(2);
	expect(await one.once('second', async () => 3)).toBeNull();
	expect(await one.once('third', async () => 3)).toBe(3);
	expect(await keepDeliveries(env, () => 1).once('second', async () => 4)).toBeNull();
});

const secret = `whsec_${Buffer.from('another secret of thirty-two byte').toString('base64')}`;

function signed(body: string, at = new Date(), by = new Webhook(secret)): Headers {
	return new Headers({
		'webhook-id': 'msg_1',
		'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
		'webhook-signature': by.sign('msg_1', at, body),
	});
}

test('a delivery that is signed with the secret, and just now, has its id', () => {
	const { verify } = hookSignature({ TIP_BENCH_ADMIN_HOOK_SECRET: secret });
	expect(verify('{}', signed('{}'))).toBe('msg_1');
	const raw = hookSignature({ TIP_BENCH_ADMIN_HOOK_SECRET: 'correct-horse' });
	expect(raw.verify('é', signed('é', new Date(), new Webhook('correct-horse', { format: 'raw' })))).toBe('msg_1');
});

test.each([
	['changed', '{ }', signed('{}')],
	['old', '{}', signed('{}', new Date(Date.now() - 6 * 60_000))],
	['of the future', '{}', signed('{}', new Date(Date.now() + 6 * 60_000))],
	['unsigned', '{}', new Headers()],
	['signed by another', '{}', signed('{}', new Date(), new Webhook('other', { format: 'raw' }))],
	[
		'of another version',
		'{}',
		new Headers([...signed('{}')].map(([name, value]) => [name, value.replace('v1,', 'v2,')])),
	],
])('one that is %s is refused', (_, body, headers) => {
	const { verify } = hookSignature({ TIP_BENCH_ADMIN_HOOK_SECRET: secret });
	expect(() => verify(body, headers)).toThrow(expect.objectContaining({ code: 'CredentialRefused' }));
});

test('without a secret nothing is taken, and the one of our own webhooks is refused', () => {
	expect(() => hookSignature({}).verify('{}', signed('{}'))).toThrow(/TIP_BENCH_ADMIN_HOOK_SECRET/);
	const both = { TIP_BENCH_ADMIN_HOOK_SECRET: secret, TIP_BENCH_WEBHOOK_SECRET: secret };
	expect(() => hookSignature(both)).toThrow(expect.objectContaining({ code: 'EnvironmentInvalid' }));
});
