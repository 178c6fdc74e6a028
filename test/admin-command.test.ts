import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { findBench } from '../client/find-bench';
import { reservePort } from '../machine/ports';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { tipBench } from '../testbed/commands';
import { runToJudge } from '../testbed/judge-bench';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { startLastingCommand, type WorkerProcess } from '../testbed/worker-process';

// The admin server as the command starts it, as a person, a script and a judge elsewhere meet it.

const experiment = 'hooked/v1 vs “v2”';
const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, so').toString('base64')}`;

let folder: string;
let admin: WorkerProcess;
let benches: BenchClient;
let url: string;
let variables: Record<string, string>;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-admin-'));
	variables = { TIP_BENCH_STATE: folder, TIP_BENCH_ADMIN_HOOK_SECRET: secret };
	benches = await connectBenchClient(testStack().temporal);
	const { port, release } = await reservePort(18_600);
	release();
	url = `http://127.0.0.1:${port}`;
	admin = await start();
}, 120_000);

afterAll(async () => {
	await admin?.stop();
	await benches?.close();
	rmSync(folder, { recursive: true, force: true });
});

const start = () => startLastingCommand(['admin', '--port', new URL(url).port], variables);

async function token(...more: string[]): Promise<string> {
	const { code, stdout, stderr } = await tipBench(['admin', 'token', ...more], variables);
	expect([code, stderr]).toEqual([0, '']);
	return stdout.trim();
}

const whoIs = async (given: string) =>
	(await fetch(`${url}/api/session`, { headers: { authorization: `Bearer ${given}` } })).status;

function deliver(id: string, body: object): Promise<Response> {
	const text = JSON.stringify(body);
	const now = new Date();
	const headers = {
		'content-type': 'application/json',
		'webhook-id': id,
		'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
		'webhook-signature': new Webhook(secret).sign(id, now, text),
	};
	return fetch(`${url}/api/hooks/judged`, { method: 'POST', headers, body: text });
}

test('it makes a token that its file keeps from others, shows it in no log, and takes a new one at once', async () => {
	const first = await token();
	expect(first).toMatch(/^[\w-]{43}$/);
	expect(statSync(join(folder, 'admin', 'token')).mode & 0o777).toBe(0o600);
	expect(await whoIs(first)).toBe(200);
	const next = await token('--rotate');
	await until(async () => (await whoIs(next)) === 200);
	expect(await whoIs(first)).toBe(401);
	expect(admin.said()).toContain(`Panel         ${url}`);
	expect(admin.said()).not.toMatch(new RegExp(`${first}|${next}`));
	const { code, stderr } = await tipBench(['admin', '--port', new URL(url).port], variables);
	expect([code, stderr]).toEqual([1, expect.stringMatching(/^PortTaken: .*--port/)]);
});

test('a judge elsewhere tells a bench, once for each delivery, also after a crash', async () => {
	const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '2', '--num-predict', '24'];
	await runToJudge(['--experiment', experiment, ...cells], variables);
	const told = await deliver('msg_1', { experiment, by: 'claude-code' });
	expect(told.status).toBe(200);
	expect(await told.json()).toMatchObject({ experiment, again: false, told: [{ follows: 'wait', pending: 2 }] });
	expect(admin.said()).toMatch(/hook at 127\.0\.0\.1: POST \/api\/hooks\/judged of "hooked/);
	await admin.kill();
	admin = await start();
	expect(await (await deliver('msg_1', { experiment, partial: true })).json()).toMatchObject({ again: true, told: [] });
	expect((await findBench(benches.client, experiment)).state).toBe('RUNNING');
	const partly = await deliver('msg_2', { type: 'judged', data: { experiment, partial: true } });
	expect(await partly.json()).toMatchObject({ again: false, told: [{ follows: 'compare' }] });
	await until(async () => (await findBench(benches.client, experiment)).state === 'COMPLETED', 30_000);
	expect((await deliver('msg_3', { experiment: 'nothing-here' })).status).toBe(404);
}, 120_000);

test('Ctrl-C ends it at once, though streams and half requests are open', async () => {
	const bearer = { headers: { authorization: `Bearer ${await token()}` } };
	const name = 'still-waiting';
	await runToJudge(
		['--experiment', name, '--models', tinyModels[0], '--n-scenarios', '1', '--num-predict', '24'],
		variables,
	);
	const stream = await fetch(`${url}/api/bench/progress?experiment=${name}`, bearer);
	expect(stream.status).toBe(200);
	const half = connect(Number(new URL(url).port), '127.0.0.1');
	await new Promise((resolve) => half.once('connect', resolve));
	half.write('POST /api/session HTTP/1.1\r\n');
	half.on('error', () => undefined);
	const began = Date.now();
	await admin.stop();
	expect(Date.now() - began).toBeLessThan(4_000);
	await stream.text().catch(() => undefined);
	half.destroy();
	admin = await start();
});
