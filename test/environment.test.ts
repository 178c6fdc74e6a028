import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, tipBench } from '../testbed/commands';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { printed, runToJudge } from '../testbed/judge-bench';
import { testStack, tinyModels } from '../testbed/stack';
import { openTemporalGate } from '../testbed/temporal-gate';
import { testCertificates } from '../testbed/test-certificates';
import { startWorkerProcess } from '../testbed/worker-process';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-environment-'));
	for (const [name, text] of [
		['authority.pem', testCertificates.authority],
		['client.pem', testCertificates.client.cert],
		['client.key', testCertificates.client.key],
	] as const)
		writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Variables of the shared stack, for a worker of its own. */
function worker(variables: Record<string, string>) {
	const { temporal, mlflow, ollama, stateDir } = testStack();
	const shared = { TEMPORAL_ADDRESS: temporal, MLFLOW_TRACKING_URI: mlflow, OLLAMA_HOST: ollama };
	return startWorkerProcess({ ...shared, TIP_BENCH_STATE: stateDir, ...variables });
}

/** What a person reads of a failure: one line, and no stack. */
function oneLine({ stderr }: Ended): string {
	expect(stderr.trim().split('\n')).toHaveLength(1);
	return stderr.trim();
}

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
		const running = await worker({ ...variables, TIP_BENCH_QUEUES: 'gpu-proxied' });
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

describe('a Temporal behind TLS and an API key', () => {
	const key = { apiKey: 'hunter2-right' };

	test('is reached by commands, workers and doctor as the environment says', async () => {
		const gate = await openTemporalGate(testStack().temporal, key);
		const variables = {
			TEMPORAL_ADDRESS: `https://${gate.address}/`,
			TEMPORAL_TLS_SERVER_CA_CERT_PATH: join(folder, 'authority.pem'),
			TEMPORAL_API_KEY: `${key.apiKey}\n`,
		};
		try {
			const running = await worker({ ...variables, TIP_BENCH_QUEUES: 'gpu-cloud' });
			const gpus = JSON.stringify({ 'gpu-cloud': testStack().ollama });
			const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '1', '--num-predict', '24'];
			const status = await runToJudge(['--experiment', 'cloud', '--gpus', gpus, ...cells], variables);
			await running.stop();
			expect(status).toMatchObject({ phase: 'awaiting-judge', cells: { total: 1, done: 1 } });
			expect(gate.headers.some(({ ':path': path }) => path?.includes('PollActivityTaskQueue'))).toBe(true);
			expect(printed<{ name: string; ok: boolean }[]>(await tipBench(['doctor', '--json'], variables))).toContainEqual(
				expect.objectContaining({ name: 'Temporal', ok: true, origin: 'running' }),
			);

			for (const TEMPORAL_API_KEY of ['', 'hunter2-wrong']) {
				const refused = await tipBench(['status'], { ...variables, TEMPORAL_API_KEY });
				expect(refused.code).toBe(1);
				expect(oneLine(refused)).toMatch(/^TemporalRefused: ((?!hunter2).)*TEMPORAL_API_KEY((?!hunter2).)*$/);
				const doctor = await tipBench(['doctor'], { ...variables, TEMPORAL_API_KEY });
				expect(doctor.code).toBe(1);
				expect(doctor.stdout).toMatch(/Temporal +wrong: .* turns us away/);
				expect(doctor.stdout).not.toContain('hunter2');
			}
			await expect(worker({ ...variables, TEMPORAL_API_KEY: 'hunter2-wrong' })).rejects.toThrow(/TemporalRefused/);
		} finally {
			await gate.close();
		}
	});

	test('is reached as a profile in temporal.toml says, with a certificate of our own', async () => {
		const gate = await openTemporalGate(testStack().temporal, { ...key, clientCertificate: true });
		const file = join(folder, 'temporal.toml');
		const at = (name: string) => JSON.stringify(join(folder, name));
		writeFileSync(
			file,
			`[profile.gate]\naddress = "${gate.address}"\nnamespace = "default"\napi_key = "${key.apiKey}"\n[profile.gate.tls]\n` +
				`server_ca_cert_path = ${at('authority.pem')}\nclient_cert_path = ${at('client.pem')}\nclient_key_path = ${at('client.key')}\n` +
				`[profile.bare]\naddress = "${gate.address}"\n`,
		);
		const profile = { TEMPORAL_ADDRESS: '', TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'gate' };
		try {
			expect((await tipBench(['status'], profile)).code).toBe(0);
			await (await worker({ ...profile, TIP_BENCH_QUEUES: 'gpu-profile' })).stop();
			const bare = await tipBench(['status'], { ...profile, TEMPORAL_PROFILE: 'bare' });
			expect(bare.code).toBe(1);
			expect(oneLine(bare)).toContain(`correct the profile bare in ${file}`);
			const none = await tipBench(['status'], { ...profile, TEMPORAL_PROFILE: 'none' });
			expect(none.code).toBe(2);
			expect(oneLine(none)).toMatch(
				/^EnvironmentInvalid: TEMPORAL_PROFILE: there is no profile `none`.* which has gate, bare$/,
			);
		} finally {
			await gate.close();
		}
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
	await (await worker({ ...empty, TIP_BENCH_QUEUES: 'gpu-empty' })).stop();
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
	const wrong = await tipBench(['env', '--json'], { TEMPORAL_TLS: 'maybe', MLFLOW_TRACKING_URI: 'None' });
	expect(wrong.code).toBe(2);
	expect(wrong.stderr).toMatch(/TEMPORAL_TLS must be[\s\S]*MLFLOW_TRACKING_URI: /);
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
