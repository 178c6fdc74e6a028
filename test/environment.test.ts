import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oneLine, tipBench } from '../testbed/commands';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { runToJudge } from '../testbed/judge-bench';
import { testStack, tinyModels } from '../testbed/stack';
import { startStackWorker } from '../testbed/worker-process';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-environment-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a proxy that refuses whatever it is asked', () => {
	const asked: string[] = [];
	let proxy: Server;
	let variables: Record<string, string>;
	beforeAll(async () => {
		proxy = createServer((socket: Socket) => {
			socket.on('error', () => undefined);
			socket.once('data', (said) => {
				asked.push(said.toString().split('\r\n')[0] ?? '');
				socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			});
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => proxy.once('listening', resolve));
		const url = `http://127.0.0.1:${(proxy.address() as { port: number }).port}`;
		const names = ['http_proxy', 'https_proxy', 'grpc_proxy', 'all_proxy'].flatMap((name) => [
			name,
			name.toUpperCase(),
		]);
		const none = { no_proxy: '', NO_PROXY: '', no_grpc_proxy: '', NODE_USE_ENV_PROXY: '1' };
		variables = { ...Object.fromEntries(names.map((name) => [name, url])), ...none };
	});
	afterAll(() => proxy.close());

	test('is asked for nothing that is on this machine, by commands and workers alike', async () => {
		const running = await startStackWorker({ ...variables, TIP_BENCH_QUEUES: 'gpu-proxied' });
		try {
			const gpus = JSON.stringify({ 'gpu-proxied': testStack().ollama });
			const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '1', '--num-predict', '24'];
			const status = await runToJudge(['--experiment', 'proxied', '--gpus', gpus, ...cells], variables);
			expect(status).toMatchObject({ phase: 'awaiting-judge', cells: { total: 1, done: 1 } });
			expect((await tipBench(['status', 'proxied'], variables)).code).toBe(0);
			expect((await tipBench(['doctor'], variables)).code).toBe(0);
		} finally {
			await running.stop();
		}
		expect(asked).toEqual([]);
	});

	test('is asked for what is elsewhere, so that the test above can fail', async () => {
		const elsewhere = { ...variables, TEMPORAL_ADDRESS: 'temporal.example.invalid:7233' };
		expect((await tipBench(['status'], elsewhere)).code).toBe(1);
		expect(asked.join()).toContain('CONNECT temporal.example.invalid:7233');
	});
});

test('a namespace that does not exist is one line with what to do', async () => {
	const missing = { TEMPORAL_NAMESPACE: 'nowhere' };
	for (const args of [['status'], ['worker'], ['gpu'], ['cancel', 'x']]) {
		const ended = await tipBench(args, missing);
		expect(ended.code).toBe(2);
		expect(oneLine(ended)).toMatch(
			/^NamespaceMissing: .*no namespace nowhere; make it \(temporal operator namespace create .*'nowhere'\), or correct TEMPORAL_NAMESPACE$/,
		);
	}
});

test('a message names what this command read', async () => {
	const dead = await tipBench(['leaderboard', 'x'], { MLFLOW_TRACKING_URI: 'http://127.0.0.1:1' });
	expect(oneLine(dead)).toMatch(/^MlflowUnavailable: .*correct MLFLOW_TRACKING_URI\.$/);
	const run = await tipBench(['run', '--dry-run', '--models', 'x', '--ollama-url', '127.0.0.1:1'], {});
	expect(run.stderr).toMatch(/OllamaUnavailable: .*`ollama_url`/);
	const bad = await tipBench(['run', '--dry-run', '--models', 'x'], { OLLAMA_HOST: 'ftp://x' });
	expect(bad.code).toBe(2);
	expect(bad.stderr).toMatch(/OLLAMA_HOST: /);
	const databricks = await tipBench(['leaderboard', 'x'], { MLFLOW_TRACKING_URI: 'databricks' });
	expect(databricks.code).toBe(2);
	expect(oneLine(databricks)).toMatch(/^EnvironmentInvalid: MLFLOW_TRACKING_URI: .*`mlflow server`/);
});

test('set but empty counts as unset, so that the stack or the usual addresses are meant', async () => {
	const { temporal, mlflow } = testStack();
	const names = ['TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'TEMPORAL_TLS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'];
	const more = [
		'MLFLOW_TRACKING_USERNAME',
		'MLFLOW_TRACKING_TOKEN',
		'OLLAMA_API_KEY',
		'TIP_BENCH_DATA',
		'TIP_BENCH_QUEUES',
	];
	const empty = Object.fromEntries([...names, ...more].map((name) => [name, '']));
	expect((await tipBench(['status'], { ...empty, TEMPORAL_ADDRESS: temporal, MLFLOW_TRACKING_URI: mlflow })).code).toBe(
		0,
	);
	await (await startStackWorker({ ...empty, TIP_BENCH_QUEUES: 'gpu-empty' })).stop();
});

describe('doctor', () => {
	test('ends with 0 where all is well', async () => {
		const { code, stdout } = await tipBench(['doctor'], {});
		expect([code, stdout]).toEqual([0, expect.stringMatching(/^Temporal +[\d.]+, already running/)]);
	});

	test('names the dead, the refusing and the wrong, shows no password, and ends with 1', async () => {
		await withHttpStandIn(
			// As the real MLflow answers once its log-in is switched on.
			({ url }, response) => (url === '/health' ? response.end('OK') : response.writeHead(401).end()),
			async (refusing) => {
				const variables = {
					TEMPORAL_ADDRESS: '127.0.0.1:1',
					MLFLOW_TRACKING_URI: refusing,
					MLFLOW_TRACKING_TOKEN: 'hunter2',
					OLLAMA_HOST: 'http://me:hunter2@gpu-box',
					TIP_BENCH_STATE: '/proc/no/state',
					TIP_BENCH_CACHE: '/proc/1/cache',
					TEMPORAL_TLS: '',
				};
				const began = Date.now();
				const { code, stdout, stderr } = await tipBench(['doctor'], variables);
				expect(Date.now() - began).toBeLessThan(20_000);
				expect(code).toBe(1);
				expect(stdout).toMatch(/Temporal +wrong: 127\.0\.0\.1:1 does not answer\n.*TEMPORAL_ADDRESS/);
				expect(stdout).toMatch(/MLflow +wrong: .* refuses the log-in/);
				expect(stdout).toMatch(/Ollama +wrong: .*\n.*OLLAMA_HOST: .*…@gpu-box/);
				expect(stdout).toMatch(/disk +wrong: \/proc\/1\/cache cannot be written\n.*TIP_BENCH_CACHE/);
				expect(stdout).toMatch(/state +wrong: \/proc\/no\/state cannot be written\n.*TIP_BENCH_STATE/);
				expect(stdout).not.toContain('already running');
				expect(stdout + stderr).not.toContain('hunter2');
			},
		);
	});
});

test('`env` lists every variable, of secrets only that they are set, and ends with 2 where one is wrong', async () => {
	const secrets = { TEMPORAL_API_KEY: 'hunter2', MLFLOW_TRACKING_PASSWORD: 'hunter2', OLLAMA_API_KEY: 'hunter2' };
	const well = await tipBench(['env'], { ...secrets, TIP_BENCH_QUEUE: 'x' });
	expect(well.code).toBe(0);
	expect(well.stdout).toMatch(/^TEMPORAL_API_KEY=set$/m);
	expect(well.stdout).toMatch(/^TEMPORAL_PROFILE \(unset\)$/m);
	expect(well.stdout + well.stderr).not.toContain('hunter2');
	expect(well.stderr).toContain('did you mean TIP_BENCH_QUEUES?');
	const wrong = await tipBench(['env', '--json'], {
		...{ TEMPORAL_TLS: 'maybe', MLFLOW_TRACKING_URI: 'databricks', OLLAMA_HOST: 'None' },
	});
	expect(wrong.code).toBe(2);
	expect(wrong.stderr).toMatch(/TEMPORAL_TLS must be[\s\S]*MLFLOW_TRACKING_URI: /);
	expect(wrong.stderr).toContain('note: OLLAMA_HOST: `None` was taken as not given');
	expect(JSON.parse(wrong.stdout)).toContainEqual(expect.objectContaining({ name: 'TEMPORAL_TLS', value: 'maybe' }));
});

test.each([
	[{ TIP_BENCH_STATE: '/proc/no/state' }, 1, /^FileUnwritable: .*\/proc\/no\/state.*set TIP_BENCH_STATE/],
	[{ TIP_BENCH_CACHE: '/proc/1/cache' }, 1, /^FileUnwritable: .*\/proc\/1\/cache.*set TIP_BENCH_CACHE/],
	[{ MLFLOW_TRACKING_URI: 'databricks' }, 2, /^EnvironmentInvalid: MLFLOW_TRACKING_URI: /],
	[{ OLLAMA_HOST: 'ftp://x' }, 2, /^EnvironmentInvalid: OLLAMA_HOST: /],
	[{ TEMPORAL_ADDRESS: 'a b' }, 2, /^EnvironmentInvalid: TEMPORAL_ADDRESS: /],
])('`up` with %j ends at once, in a line', async (variables, code, why) => {
	const began = Date.now();
	const state = mkdtempSync(join(folder, 'state-'));
	const ended = await tipBench(['up'], { TIP_BENCH_STATE: state, ...(variables as Record<string, string>) });
	expect(Date.now() - began).toBeLessThan(20_000);
	expect([ended.code, ended.stderr]).toEqual([code, expect.stringMatching(new RegExp(why.source, 'm'))]);
	expect(ended.stderr).not.toMatch(/^\s+at /m);
});
