import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { tipBench } from '../testbed/commands';
import { fillIn } from '../testbed/fill-in';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';

const experiment = 'where/it is';
/** A shell that means another MLflow, at which nothing stands. */
const elsewhere = { MLFLOW_TRACKING_URI: 'http://127.0.0.1:9' };

let benches: BenchClient;
/** The bench's MLflow, by an address that no shell knows. */
let mlflow: OllamaProxy;

beforeAll(async () => {
	mlflow = await startOllamaProxy({ target: testStack().mlflow });
	benches = await connectBenchClient();
	const cells = { models: tinyModels[0], prompts: 'v1', n_scenarios: 2, num_predict: 24 };
	await benches.start({ experiment, ...cells, mlflow_url: mlflow.url });
	await until(async () => (await benches.status(experiment)).phase === 'awaiting-judge');
});

afterAll(async () => {
	await benches.close();
});

test('export, apply, leaderboard and status go to the MLflow that the bench names, not to the shell’s', async () => {
	const path = join(await mkdtemp(join(tmpdir(), 'tip-bench-where-')), 'scored.json');
	const exported = await tipBench(['judge', 'export', experiment, '--out', path], elsewhere);
	expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining(`MLflow is at ${mlflow.url}`) });
	expect((await fillIn(path)).mlflow_url).toBe(mlflow.url);
	expect(await tipBench(['judge', 'apply', path], elsewhere)).toMatchObject({ code: 0 });
	await until(async () => (await benches.stateOf(experiment)) === 'COMPLETED');
	const board = await tipBench(['leaderboard', experiment, '--json'], elsewhere);
	expect(JSON.parse(board.stdout)).toMatchObject({ experiment, judged: 2, pending: 0 });
});

test('a bench’s MLflow that is out of reach from here is said, and the shell’s is looked at', async () => {
	await mlflow.close();
	const board = await tipBench(['leaderboard', experiment, '--json']);
	expect(board.stderr).toContain(`uses the MLflow at ${mlflow.url}, which cannot be reached from here`);
	expect(JSON.parse(board.stdout)).toMatchObject({ judged: 2 });
});
