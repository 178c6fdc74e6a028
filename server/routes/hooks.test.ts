import { Webhook } from 'standardwebhooks';
import { TipBenchError } from '../../domain/errors';
import { type TestApp, testApp } from '../test-support/test-app';

// Temporal is away; that a bench is told stands in test/admin-hook.test.ts.

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, so').toString('base64')}`;

let app: TestApp;

beforeEach(() => {
	const temporal = async () => {
		throw new TipBenchError('TemporalUnavailable', 'Temporal at nowhere does not answer');
	};
	app = testApp({ env: { TIP_BENCH_ADMIN_HOOK_SECRET: secret }, places: { temporal } });
});

afterEach(() => app.remove());

function deliver(body: string, { signature = '', at = new Date() } = {}): Promise<Response> {
	const headers = {
		'content-type': 'application/json',
		'webhook-id': 'msg_1',
		'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
		'webhook-signature': signature || new Webhook(secret).sign('msg_1', at, body),
	};
	return app.request('/api/hooks/judged', { method: 'POST', headers, body });
}

async function told(answer: Promise<Response>) {
	const { status } = await answer;
	return { status, ...((await (await answer).json()) as { code: string }) };
}

test('without its signature, or with an old one, nothing of a delivery is even read', async () => {
	expect(await told(deliver('no json', { signature: 'v1,AAAA' }))).toMatchObject({
		status: 401,
		code: 'CredentialRefused',
	});
	const old = new Date(Date.now() - 301_000);
	expect(await told(deliver('{}', { at: old }))).toMatchObject({ status: 401 });
	expect(await told(app.request('/api/hooks/judged', { method: 'POST', body: '{}' }))).toMatchObject({ status: 401 });
	const byToken = await app.ask('/api/hooks/judged', { method: 'POST', body: '{"experiment": "tips-1"}' });
	expect(byToken.status).toBe(401);
});

test.each([
	['no json', 'RequestInvalid'],
	['{}', 'RequestInvalid'],
	['{"experiment": ""}', 'RequestInvalid'],
	['{"experiment": ["a"]}', 'RequestInvalid'],
	['{"experiment": "a", "partial": "yes"}', 'RequestInvalid'],
	['{"experiment": "a", "by": "a\\nb"}', 'RequestInvalid'],
	['{"experiment": "a", "experiment": "b"}', 'RequestInvalid'],
])('%s, well signed, is refused', async (body, code) => {
	expect(await told(deliver(body))).toMatchObject({ status: 400, code });
});

test('who guesses signatures is slowed, and keeps no judge out', async () => {
	for (let i = 0; i < 10; i += 1) await deliver('{}', { signature: `v1,${i}` });
	expect((await deliver('{}', { signature: 'v1,AAAA' })).status).toBe(429);
	expect((await deliver('{}')).status).toBe(400);
});

test('where Temporal is away a delivery may come again, in either form', async () => {
	for (const body of [
		'{"experiment": "prompt-ab/v1", "by": "claude-code", "more": 1}',
		'{"type": "judged", "timestamp": "2026-11-26T20:00:00Z", "data": {"experiment": "prompt-ab/v1", "partial": true}}',
	]) {
		expect(await told(deliver(body))).toMatchObject({ status: 503, code: 'TemporalUnavailable', part: 'temporal' });
	}
	expect(app.lines.filter((line) => line.audit === true)).toEqual([]);
});
