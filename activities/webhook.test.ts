import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { webhookEvent } from '../domain/bench/webhook-event';
import { webhookActivities } from './webhook';

interface Got {
	readonly path: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
}

let server: Server;
let base: string;
const got: Got[] = [];
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
	server = createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() });
		answer(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

beforeEach(() => {
	got.length = 0;
	answer = (response) => response.writeHead(204).end();
});

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, so').toString('base64')}`;
const happened = { experiment: 'tips/1', bench: 'my bench', run: 'first', at: Date.parse('2026-11-26T07:10:00Z') };
const reminder = webhookEvent({ ...happened, type: 'reminder', number: 2, left: 3 });

const send = (env: Record<string, string>, event = reminder) =>
	webhookActivities({ TIP_BENCH_WEBHOOK_URL: `${base}/hooks/T0PSECRET?key=1`, ...env }).notify(event);

test("the field's own library verifies what is sent, and takes no other secret for it", async () => {
	await send({ TIP_BENCH_WEBHOOK_SECRET: secret });
	const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = got;
	expect(path).toBe('/hooks/T0PSECRET?key=1');
	const named = headers as Record<string, string>;
	expect(new Webhook(secret).verify(body, named)).toEqual({
		type: 'reminder',
		timestamp: '2026-11-26T07:10:00.000Z',
		data: {
			id: reminder.id,
			experiment: 'tips/1',
			bench: 'my bench',
			left: 3,
			command: './tip-bench judge score tips/1',
		},
	});
	expect(named['webhook-id']).toBe(reminder.id);
	expect(Math.abs(Number(named['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
	expect(() => new Webhook(`${secret.slice(0, -4)}AAA=`).verify(body, named)).toThrow();
	expect(() => new Webhook(secret).verify(`${body} `, named)).toThrow();
});

test('any word is a secret, and the command is the one that works where the worker runs', async () => {
	await send({ TIP_BENCH_WEBHOOK_SECRET: 'correct-horse', TIP_BENCH_COMMAND: 'docker compose run --rm cli' });
	const [{ headers, body } = { headers: {}, body: '' }] = got;
	const read = new Webhook('correct-horse', { format: 'raw' }).verify(body, headers as Record<string, string>);
	expect(read).toMatchObject({ data: { command: 'docker compose run --rm cli judge score tips/1' } });
});

test('one event has one id however often it is sent; others have others', () => {
	const again = { ...happened, type: 'reminder' as const, left: 1 };
	expect(webhookEvent({ ...again, number: 2, at: 0 }).id).toBe(reminder.id);
	const ids = [
		webhookEvent({ ...again, number: 3 }),
		webhookEvent({ ...again, type: 'pending', number: 2 }),
		webhookEvent({ ...again, bench: 'another', number: 2 }),
		webhookEvent({ ...again, run: 'another', number: 2 }),
	].map(({ id }) => id);
	expect(new Set([reminder.id, ...ids]).size).toBe(5);
});

test.each([
	['pending', 3, './tip-bench judge score tips/1'],
	['reminder', 0, "temporal workflow signal --workflow-id 'my bench' --name judged"],
	['disagreement', 2, './tip-bench judge disagreements tips/1'],
	['judged', 0, './tip-bench leaderboard tips/1'],
	['done', 0, './tip-bench leaderboard tips/1'],
] as const)('what to do after %s with %s left', (type, left, command) => {
	expect(webhookEvent({ ...happened, type, number: 1, left }).command).toBe(command);
});

const refusal = async (work: Promise<void>) => work.then(() => 'taken').catch((error: unknown) => error);

test.each([
	[500, 'WebhookFailed'],
	[404, 'WebhookFailed'],
	[429, 'WebhookFailed'],
	[410, 'WebhookRefused'],
])('a receiver that answers %s: %s', async (status, code) => {
	answer = (response) => response.writeHead(status).end('no'.repeat(100_000));
	const error = await refusal(send({ TIP_BENCH_WEBHOOK_SECRET: secret }));
	expect(error).toMatchObject({ code, message: expect.stringContaining(String(status)) });
	expect(String(error)).not.toContain('T0PSECRET');
});

test('a redirect is not followed, to the same host neither', async () => {
	for (const status of [301, 302, 303, 307, 308]) {
		answer = (response) => response.writeHead(status, { location: `${base}/elsewhere` }).end();
		expect(await refusal(send({ TIP_BENCH_WEBHOOK_SECRET: secret }))).toMatchObject({ code: 'WebhookRefused' });
	}
	expect(got.map(({ path }) => path)).toEqual(Array(5).fill('/hooks/T0PSECRET?key=1'));
});

test('a receiver that cuts the line, or is not there, is asked again later; nothing names the address', async () => {
	answer = (response) => response.destroy();
	const cut = await refusal(send({ TIP_BENCH_WEBHOOK_SECRET: secret }));
	const nowhere = 'http://127.0.0.1:1/T0PSECRET';
	const gone = await refusal(send({ TIP_BENCH_WEBHOOK_SECRET: secret, TIP_BENCH_WEBHOOK_URL: nowhere }));
	for (const error of [cut, gone]) {
		expect(error).toMatchObject({ code: 'WebhookFailed' });
		expect(String(error)).not.toMatch(/T0PSECRET|127\.0\.0\.1/);
	}
});

test.each([
	[{ TIP_BENCH_WEBHOOK_SECRET: '' }, 'TIP_BENCH_WEBHOOK_SECRET must be set'],
	[{ TIP_BENCH_WEBHOOK_SECRET: secret, TIP_BENCH_WEBHOOK_URL: 'T0PSECRET.example/x' }, 'TIP_BENCH_WEBHOOK_URL must be'],
	[{ TIP_BENCH_WEBHOOK_SECRET: secret, TIP_BENCH_WEBHOOK_URL: 'ftp://T0PSECRET' }, 'TIP_BENCH_WEBHOOK_URL must be'],
	[
		{ TIP_BENCH_WEBHOOK_SECRET: secret, TIP_BENCH_WEBHOOK_URL: 'http://a:T0PSECRET@b' },
		'TIP_BENCH_WEBHOOK_URL must be',
	],
])('wrong settings are final and name the variable: %j', async (env, words) => {
	const error = await refusal(send(env));
	expect(error).toMatchObject({ code: 'WebhookRefused', message: expect.stringContaining(words) });
	expect(String(error)).not.toContain('T0PSECRET');
	expect(got).toEqual([]);
});

test('without an address nobody is told', async () => {
	const { hasWebhook, notify } = webhookActivities({ TIP_BENCH_WEBHOOK_SECRET: secret });
	expect(await hasWebhook()).toBe(false);
	await notify(reminder);
	expect(got).toEqual([]);
});
