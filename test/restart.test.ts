import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { startMlflow } from '../local/mlflow';
import { startTemporal } from '../local/temporal';
import { temporalCli, tipBench } from '../testbed/commands';
import { farPort } from '../testbed/far-port';
import { judgeAll, leaderboardByCommand, printed, runToJudge } from '../testbed/judge-bench';
import { ownParts } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { startWorkerProcess } from '../testbed/worker-process';

const experiment = 'after-a-restart';
const options = ownParts();
const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '3', '--num-predict', '24'];

interface Ports {
	readonly temporal: number;
	readonly ui: number;
	readonly mlflow: number;
}

/** Temporal, MLflow and a worker, on the files that an earlier start left. */
async function startAll(ports: Ports) {
	const mlflow = await startMlflow({ ...options, port: ports.mlflow });
	const temporal = await startTemporal({ ...options, port: ports.temporal, uiPort: ports.ui }).catch(async (error) => {
		await mlflow.stop();
		throw error;
	});
	const env = {
		TEMPORAL_ADDRESS: temporal.address,
		MLFLOW_TRACKING_URI: mlflow.address,
		OLLAMA_HOST: testStack().ollama,
		TIP_BENCH_STATE: options.stateDir,
	};
	const worker = await startWorkerProcess(env);
	const stop = async () => {
		await worker.stop();
		await Promise.all([temporal.stop(), mlflow.stop()]);
	};
	return { env, stop };
}

let running: Awaited<ReturnType<typeof startAll>> | undefined;

afterAll(() => running?.stop());

test('a bench that waits for its judge goes on where it was after all its parts were stopped and started', async () => {
	// Where no other stack looks for a free one: they must be free again after the stop.
	const ports = { temporal: await farPort(), ui: await farPort(), mlflow: await farPort() };
	running = await startAll(ports);
	const { env } = running;
	await runToJudge(['--experiment', experiment, ...cells], env);
	const statusNow = async () => printed<object>(await tipBench(['status', experiment, '--json'], env));
	const before = await statusNow();
	expect(before).toMatchObject({ state: 'RUNNING', phase: 'awaiting-judge', cells: { total: 3, done: 3 } });
	const runsBefore = await rawRuns(experiment, env.MLFLOW_TRACKING_URI);

	await running.stop();
	running = undefined;
	expect((await tipBench(['status', experiment], env)).stderr).toContain(
		`Temporal at ${env.TEMPORAL_ADDRESS} does not answer`,
	);
	running = await startAll(ports);

	expect(await statusNow()).toEqual(before);
	expect(await rawRuns(experiment, env.MLFLOW_TRACKING_URI)).toEqual(runsBefore);
	const folder = join(options.stateDir, 'judging');
	mkdirSync(folder);
	expect(await judgeAll(experiment, folder, env)).toMatchObject({ code: 0 });
	const result = ['workflow', 'result', '--workflow-id', experiment, '--output', 'json'];
	const ended = printed<{ result: Leaderboard }>(await temporalCli(...result, '--address', env.TEMPORAL_ADDRESS));
	expect(ended.result).toMatchObject({ pending: 0, rows: [{ model: tinyModels[0], prompt: 'v1', rank: 1, cells: 3 }] });
	expect(ended.result).toEqual(await leaderboardByCommand(experiment, env));
});

test('Temporal keeps its history in a file with a write-ahead log', () => {
	// The versions of the file format for writing and reading, 2 for a write-ahead log: https://www.sqlite.org/fileformat.html
	const versions = readFileSync(join(options.stateDir, 'temporal.db')).subarray(18, 20);
	expect([...versions]).toEqual([2, 2]);
});
