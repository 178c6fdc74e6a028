import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Status } from '../domain/bench/status';
import { startMlflow } from '../local/mlflow';
import type { RunningPart } from '../local/part';
import { startTemporal } from '../local/temporal';
import { projectRoot } from '../machine/folders';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { tipBench } from '../testbed/commands';
import { judgeAll } from '../testbed/judge-bench';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { ownParts, portOf } from '../testbed/own-parts';
import { callMlflow, experimentId, rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { startWorkerProcess, type WorkerProcess } from '../testbed/worker-process';

const options = ownParts();
const [model] = tinyModels;

let temporal: RunningPart;
let mlflow: RunningPart;
let proxy: OllamaProxy;
let worker: WorkerProcess;
let benches: BenchClient;
let env: Record<string, string>;
/** Where generations wait that are to find something changed. */
let gate: { readonly opened: Promise<void>; readonly open: () => void };

function closeGate(): void {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	gate = { opened, open };
}

function startProxy(port = 0): Promise<OllamaProxy> {
	return startOllamaProxy({
		target: testStack().ollama,
		port,
		intervene: async ({ kind }) => {
			if (kind === 'generate') await gate.opened;
			return null;
		},
	});
}

const held = () => proxy.requests.some(({ kind, endedAt }) => kind === 'generate' && endedAt === null);

beforeAll(async () => {
	closeGate();
	gate.open();
	[temporal, mlflow, proxy] = await Promise.all([startTemporal(options), startMlflow(options), startProxy()]);
	const data = mkdtempSync(join(options.stateDir, 'data-'));
	for (const folder of ['prompts', 'rubrics', 'scenarios']) {
		cpSync(join(projectRoot(), folder), join(data, folder), { recursive: true });
	}
	env = {
		TEMPORAL_ADDRESS: temporal.address,
		MLFLOW_TRACKING_URI: mlflow.address,
		OLLAMA_HOST: proxy.url,
		TIP_BENCH_STATE: options.stateDir,
		TIP_BENCH_DATA: data,
	};
	worker = await startWorkerProcess(env);
	benches = await connectBenchClient(temporal.address);
});

afterAll(async () => {
	await benches?.close();
	await worker?.stop();
	await Promise.all([temporal?.stop(), mlflow?.stop(), proxy?.close()]);
});

const inputOf = (experiment: string, n_scenarios: number) => ({
	...{ experiment, models: model, prompts: 'v1', n_scenarios, num_predict: 24 },
});

const told = async (id: string, code: string): Promise<Status> => {
	await until(async () => (await benches.status(id)).troubles.some((each) => each.code === code));
	return benches.status(id);
};

const phaseIs = (id: string, phase: string) => until(async () => (await benches.status(id)).phase === phase, 90_000);

/** Starts a bench of some cells and returns when the first of them waits in front of Ollama. */
async function startHeld(experiment: string, cells: number): Promise<void> {
	closeGate();
	await benches.start(inputOf(experiment, cells));
	await until(async () => held());
}

/** Changes a prompt file of the worker's. @returns what puts it back */
function edit(name: string): () => void {
	const path = join(env.TIP_BENCH_DATA as string, 'prompts', `${name}.md`);
	const before = readFileSync(path, 'utf8');
	writeFileSync(path, before.replace(/\n$/, ' Be brief.\n'));
	return () => writeFileSync(path, before);
}

const deleteExperiment = async (name: string) =>
	callMlflow('experiments/delete', { experiment_id: await experimentId(name, mlflow.address) }, mlflow.address);
const restoreExperiment = async (name: string) =>
	callMlflow('experiments/restore', { experiment_id: await experimentId(name, mlflow.address) }, mlflow.address);

test('a prompt that is edited while it collects: status, command and Temporal UI say why, and it goes on when it is put back', async () => {
	await startHeld('edited', 3);
	const putBack = edit('v1');
	gate.open();
	const status = await told('edited', 'PromptChanged');
	expect(status).toMatchObject({
		phase: 'collecting',
		seconds_left: null,
		cells: { done: 0, failed: 2, invalid: 0 },
		reasons: { failed: { [Object.keys(status.reasons.failed)[0] ?? '']: 2 } },
	});
	const [trouble] = status.troubles;
	expect(trouble).toMatchObject({
		what: `recording answers (${model})`,
		why: expect.stringContaining('v1 has changed'),
		remedy: expect.stringContaining('Put the file back'),
	});
	expect(trouble?.tries).toBeGreaterThanOrEqual(1);
	const shown = await tipBench(['status', 'edited'], env);
	expect(shown.stdout).toMatch(/stands still since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, tried .*: PromptChanged/);
	expect(shown.stdout).not.toContain(' left');
	expect(shown.stderr).toMatch(/PromptChanged: v1 has changed[\s\S]*what to do: Put the file back/);
	expect(shown.stderr).toContain('failed: 2 × PromptChanged: v1 has changed');
	const details = await detailsOf('edited');
	expect(details.split('\n').slice(0, 6).join('\n')).toMatch(/stands still[\s\S]*PromptChanged[\s\S]*What to do/);

	putBack();
	await phaseIs('edited', 'awaiting-judge');
	expect(await benches.status('edited')).toMatchObject({ troubles: [], cells: { done: 1, failed: 2 } });
	expect(await rawRuns('edited', mlflow.address)).toHaveLength(1);
	// Those that failed are tried again.
	await tipBench(['cancel', 'edited'], env);
	await until(async () => (await benches.stateOf('edited')) === 'CANCELLED');
	expect((await tipBench(['run', ...flags('edited', 3)], env)).code).toBe(0);
	expect(await benches.status('edited')).toMatchObject({ cells: { done: 2, reused: 1, failed: 0 } });
});

const flags = (experiment: string, cells: number) => {
	const settings = ['--models', model, '--prompts', 'v1', '--n-scenarios', `${cells}`, '--num-predict', '24'];
	return ['--experiment', experiment, ...settings];
};

/** The current details, as the Temporal UI shows them. */
async function detailsOf(id: string): Promise<string> {
	return benches.client.workflow
		.getHandle(id)
		.query<{ currentDetails: string }>('__temporal_workflow_metadata')
		.then(({ currentDetails }) => currentDetails);
}

test('an experiment that is deleted while it collects is named with how to restore it, and then it goes on', async () => {
	await startHeld('lost', 3);
	await deleteExperiment('lost');
	gate.open();
	const { troubles, cells } = await told('lost', 'ExperimentDeleted');
	expect(cells.done).toBe(0);
	expect(troubles[0]?.why).toContain('mlflow experiments restore --experiment-id');
	await restoreExperiment('lost');
	await phaseIs('lost', 'awaiting-judge');
	expect(await benches.status('lost')).toMatchObject({ troubles: [], cells: { done: 3, failed: 0 } });
	expect(await rawRuns('lost', mlflow.address)).toHaveLength(3);
});

test('an experiment that is deleted while the judge is awaited does not end the wait, whatever is signalled', async () => {
	const handle = benches.client.workflow.getHandle('lost');
	await deleteExperiment('lost');
	const looked = await tipBench(['status', 'lost'], env);
	expect(looked.stderr).toMatch(/ExperimentDeleted: .*mlflow experiments restore/);
	for (const payload of [{}, { partial: true }]) await handle.signal('judged', payload);
	const status = await told('lost', 'ExperimentDeleted');
	expect(status).toMatchObject({
		phase: 'awaiting-judge',
		rejected_signal: { signal: 'judged', why: expect.stringContaining('ExperimentDeleted') },
	});
	expect(await benches.stateOf('lost')).toBe('RUNNING');
	await restoreExperiment('lost');
	await judgeAll('lost', options.stateDir, env);
	const board = await handle.result();
	expect(board).toMatchObject({ judged: 3, pending: 0 });
}, 120_000);

test('while MLflow is away the follower hears it, and that it goes on', async () => {
	closeGate();
	const following = tipBench(['run', ...flags('away', 3)], env);
	await until(async () => held());
	await mlflow.kill();
	gate.open();
	const { troubles, seconds_left } = await told('away', 'MlflowUnavailable');
	expect(seconds_left).toBeNull();
	expect(troubles[0]?.tries).toBeGreaterThanOrEqual(1);
	mlflow = await startMlflow({ ...options, port: portOf(mlflow.address) });
	const { code, stderr } = await following;
	expect(code).toBe(0);
	expect(stderr).toMatch(
		/recording answers .* stands still since .* UTC, tried .*MlflowUnavailable[\s\S]*what to do: Start MLflow[\s\S]*it goes on/,
	);
}, 180_000);

test('with nothing usable `run` ends with 1 and the reasons', async () => {
	closeGate();
	const following = tipBench(['run', ...flags('nothing', 2), '--json'], env);
	await until(async () => held());
	const putBack = edit('v1');
	// The one that runs is aborted, so that not even that is recorded.
	proxy.dropAll();
	gate.open();
	const { code, stdout, stderr } = await following.finally(putBack);
	expect(code).toBe(1);
	expect(stderr).toMatch(
		/NothingUsable:\s+bench nothing has nothing to judge or to rank\n- failed: 2 × PromptChanged: v1 has changed/,
	);
	expect(JSON.parse(stdout)).toMatchObject({
		judged: 0,
		failed: { cells: 2, named: [{ reason: expect.stringContaining('v1 has changed') }, {}] },
	});
});

test('an Ollama that is away is named with its address, and its cells are made once it is there', async () => {
	await startHeld('no-ollama', 2);
	const { url } = proxy;
	await proxy.close();
	gate.open();
	const { troubles, seconds_left } = await told('no-ollama', 'OllamaUnavailable');
	expect(troubles[0]).toMatchObject({ what: `generating (${model})`, why: expect.stringContaining(url) });
	expect(seconds_left).toBeNull();
	proxy = await startProxy(portOf(url));
	await phaseIs('no-ollama', 'awaiting-judge');
	expect(await benches.status('no-ollama')).toMatchObject({ troubles: [], cells: { done: 2, failed: 0 } });
}, 180_000);

test('a password that is changed while it collects is said, and a worker that knows the new one goes on', async () => {
	const admin = { user: 'admin', password: 'of the admin: ü' };
	const secured = await startMlflow({
		...ownParts(),
		args: ['--app-name', 'basic-auth'],
		partEnv: { MLFLOW_FLASK_SERVER_SECRET_KEY: 'of the tests', MLFLOW_AUTH_ADMIN_PASSWORD: admin.password },
	});
	const asAdmin = async (method: string, path: string, password: string) => {
		const answer = await fetch(`${secured.address}/api/2.0/mlflow/users/${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				authorization: `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString('base64')}`,
			},
			body: JSON.stringify({ username: 'bencher', password }),
		});
		expect(answer.status).toBe(200);
	};
	const restartWith = async (password: string) => {
		await worker.stop();
		worker = await startWorkerProcess({
			...env,
			...{ MLFLOW_TRACKING_USERNAME: 'bencher', MLFLOW_TRACKING_PASSWORD: password },
		});
	};
	try {
		await asAdmin('POST', 'create', 'the first password');
		await restartWith('the first password');
		closeGate();
		await benches.start({ ...inputOf('secured', 2), mlflow_url: secured.address });
		await until(async () => held());
		await asAdmin('PATCH', 'update-password', 'the second password');
		gate.open();
		const { troubles } = await told('secured', 'MlflowRefused');
		expect(troubles[0]?.why).toMatch(/HTTP 401[\s\S]*MLFLOW_TRACKING_PASSWORD.*start the workers again/);
		await restartWith('the second password');
		await phaseIs('secured', 'awaiting-judge');
		expect(await benches.status('secured')).toMatchObject({ troubles: [], cells: { done: 2, failed: 0 } });
	} finally {
		await secured.stop();
	}
}, 180_000);

test('without a worker for the GPU a bench says which queue has none', async () => {
	await worker.stop();
	worker = await startWorkerProcess({ ...env, TIP_BENCH_QUEUES: 'bench' });
	await benches.start({ ...inputOf('unserved', 1), gpus: { 'gpu-nobody': proxy.url } });
	const { troubles } = await told('unserved', 'NoWorker');
	expect(troubles[0]).toMatchObject({
		what: `loading the model (${model})`,
		why: 'no worker asks the task queue gpu-nobody for work',
		tries: 0,
	});
	await tipBench(['cancel', 'unserved'], env);
	await until(async () => (await benches.stateOf('unserved')) === 'CANCELLED');
});
