import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMlflow } from '../local/mlflow';
import type { StartOptions } from '../local/part';
import { startTemporal } from '../local/temporal';
import { temporalCli, tipBench } from '../testbed/commands';
import { judgeAll, leaderboardByCommand, printed, runToJudge } from '../testbed/judge-bench';
import { ownParts } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { startWorkerProcess } from '../testbed/worker-process';
import { longTest } from './support/long-test';

type Stop = () => Promise<void>;
const started: Stop[] = [];

/** Starts an MLflow of another kind, beside the shared one. */
async function startKind(options: StartOptions) {
	const mlflow = await startMlflow(options);
	started.push(() => mlflow.stop());
	return mlflow.address;
}

/** Collects, exports, applies and ranks a bench whose config names the MLflow; two cells, one model. */
async function wholeBench(experiment: string, mlflow: string, folder: string, env: Record<string, string> = {}) {
	const reach = { MLFLOW_TRACKING_URI: mlflow, ...env };
	const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '2', '--num-predict', '24'];
	const status = await runToJudge(['--experiment', experiment, '--mlflow-url', mlflow, ...cells], reach);
	expect(status).toMatchObject({ phase: 'awaiting-judge', cells: { total: 2, done: 2, failed: 0 } });
	const applied = await judgeAll(experiment, folder, reach);
	expect(applied).toMatchObject({ code: 0 });
	expect(applied.stderr).toContain(`told bench ${experiment} that it is judged`);
	const result = ['workflow', 'result', '--workflow-id', experiment, '--output', 'json'];
	const address = env.TEMPORAL_ADDRESS === undefined ? [] : ['--address', env.TEMPORAL_ADDRESS];
	const ended = printed<{ status: string; result: unknown }>(await temporalCli(...result, ...address));
	const board = await leaderboardByCommand(experiment, reach);
	expect(ended).toMatchObject({ status: 'COMPLETED', result: board });
	expect(board).toMatchObject({ pending: 0, rows: [{ model: tinyModels[0], prompt: 'v1', rank: 1 }] });
	expect(board.judged).toBe(status.pending_judgments);
	expect(board.rows[0]?.composite).toEqual(expect.any(Number));
}

afterEach(async () => {
	for (const stop of started.splice(0).reverse()) await stop();
});

test('an MLflow below a path takes runs and artifacts', async () => {
	const options = ownParts();
	const mlflow = await startKind({ ...options, args: ['--static-prefix', '/mlflow'] });
	expect(mlflow).toMatch(/\/mlflow$/);
	await wholeBench('below-a-path', mlflow, options.stateDir);
	for (const { info, tags } of await rawRuns('below-a-path', mlflow)) {
		const artifact = await fetch(`${mlflow}/get-artifact?path=cell.json&run_uuid=${info.run_id}`);
		expect(artifact.status).toBe(200);
		const texts = (await artifact.json()) as Record<string, unknown>;
		expect(texts['raw.txt']).toBe(tags['artifact:raw.txt']);
		expect(texts['context.json']).toEqual(JSON.parse(tags['artifact:context.json'] ?? ''));
	}
});

test('an MLflow that serves no artifacts has their texts in the tags', async () => {
	const options = ownParts();
	const mlflow = await startKind({ ...options, args: ['--no-serve-artifacts'] });
	await wholeBench('no-artifacts', mlflow, options.stateDir);
	for (const { tags } of await rawRuns('no-artifacts', mlflow)) {
		expect(tags['artifact:raw.txt']).toEqual(expect.any(String));
		expect(tags['artifact:prompt.txt']).not.toBe('');
	}
	expect(existsSync(join(options.stateDir, 'mlflow-artifacts'))).toBe(false);
});

longTest(
	'an MLflow with a password is reached with the credentials of the environment, and only with them',
	async () => {
		const options = ownParts();
		const login = { MLFLOW_TRACKING_USERNAME: 'admin', MLFLOW_TRACKING_PASSWORD: 'a long password: ü' };
		const partEnv = {
			MLFLOW_FLASK_SERVER_SECRET_KEY: 'of the tests',
			MLFLOW_AUTH_ADMIN_PASSWORD: login.MLFLOW_TRACKING_PASSWORD,
		};
		const temporal = await startTemporal({ ...options, keep: false });
		started.push(() => temporal.stop());
		const mlflow = await startKind({ ...options, args: ['--app-name', 'basic-auth'], partEnv });
		const addresses = {
			TEMPORAL_ADDRESS: temporal.address,
			OLLAMA_HOST: testStack().ollama,
			TIP_BENCH_STATE: options.stateDir,
		};
		const worker = await startWorkerProcess({ ...addresses, ...login });
		started.push(() => worker.stop());
		await wholeBench('with-a-password', mlflow, options.stateDir, { ...addresses, ...login });

		const stranger = await tipBench(['leaderboard', 'with-a-password'], { MLFLOW_TRACKING_URI: mlflow });
		expect(stranger.code).toBe(1);
		expect(stranger.stderr).toMatch(/HTTP 401[\s\S]*MLFLOW_TRACKING_USERNAME/);
		const show = ['workflow', 'show', '--workflow-id', 'with-a-password', '--output', 'json'];
		const history = await temporalCli(...show, '--address', temporal.address);
		expect(history.stdout).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED');
		const file = readFileSync(join(options.stateDir, 'scored.json'), 'utf8');
		for (const text of [history.stdout, file]) expect(text).not.toContain(login.MLFLOW_TRACKING_PASSWORD);
	},
);
