import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningTemporal, startTemporal } from '../local/temporal';
import { temporalCli } from '../testbed/commands';
import { farPort } from '../testbed/far-port';
import { startOllamaProxy } from '../testbed/ollama-proxy';
import { ownParts, portOf } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { startWorkerProcess, type WorkerProcess } from '../testbed/worker-process';

const options = ownParts();
const spool = join(options.stateDir, 'spool');

/** Each answer takes this long, so that something can happen to Temporal or the worker while it is made. */
const thinkingMs = 2_000;

let proxy: Awaited<ReturnType<typeof startOllamaProxy>>;
let temporal: RunningTemporal;
let worker: WorkerProcess;

beforeAll(async () => {
	proxy = await startOllamaProxy({
		target: testStack().ollama,
		intervene: ({ kind }) =>
			kind === 'generate' ? { name: 'slow', act: 'stall', afterBytes: 0, ms: thinkingMs } : null,
	});
	temporal = await startTemporal({ ...options, port: await farPort() });
	worker = await startWorker();
}, 60_000);

afterAll(async () => {
	await worker.stop();
	await temporal.stop();
	await proxy.close();
});

function startWorker(): Promise<WorkerProcess> {
	return startWorkerProcess({
		TEMPORAL_ADDRESS: temporal.address,
		MLFLOW_TRACKING_URI: testStack().mlflow,
		OLLAMA_HOST: proxy.url,
		TIP_BENCH_STATE: options.stateDir,
	});
}

/** Starts a bench of one cell, and returns when its only generation has begun. */
async function beginOneCell(experiment: string): Promise<void> {
	const before = generations();
	const input = { experiment, models: tinyModels[0], prompts: 'v1', n_scenarios: 1, num_predict: 24 };
	await temporalCli(
		...['workflow', 'start', '--task-queue', 'bench', '--type', 'bench', '--workflow-id', experiment],
		...['--input', JSON.stringify(input), '--address', temporal.address],
	);
	await until(async () => generations() === before + 1);
}

const generations = () => proxy.requests.filter(({ kind }) => kind === 'generate').length;

const kept = () => (existsSync(spool) ? readdirSync(spool).filter((name) => name.endsWith('.json')).length : 0);

async function committed(experiment: string): Promise<boolean> {
	return (await rawRuns(experiment)).filter(({ tags }) => tags.committed === 'true').length === 1;
}

test('an answer that was ready while Temporal was away is recorded when it is back, and not made again', async () => {
	const experiment = 'temporal-away';
	await beginOneCell(experiment);
	temporal.kill();
	await temporal.exited;
	await until(async () => kept() === 1);
	// The worker tries for about 25 seconds to hand the answer over, then it has forgotten it.
	await sleep(32_000);
	expect(await committed(experiment)).toBe(false);
	temporal = await startTemporal({ ...options, port: portOf(temporal.address) });
	await until(() => committed(experiment), 90_000);
	expect(generations()).toBe(1);
}, 240_000);

test('an answer of a worker that is killed before it can hand it over is recorded by the next worker', async () => {
	const experiment = 'worker-killed';
	await beginOneCell(experiment);
	// Temporal takes nothing from now on, so that the kill comes surely after the answer and before it is accepted.
	const group = -(temporal.pid ?? Number.NaN);
	process.kill(group, 'SIGSTOP');
	try {
		await until(async () => kept() === 2);
		await worker.kill();
	} finally {
		process.kill(group, 'SIGCONT');
	}
	worker = await startWorker();
	await until(() => committed(experiment), 90_000);
	expect(generations()).toBe(2);
}, 240_000);
