import { startMlflow } from '../local/mlflow';
import type { RunningPart } from '../local/part';
import { startTemporal } from '../local/temporal';
import { temporalCli, tipBench } from '../testbed/commands';
import { farPort } from '../testbed/far-port';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { ownParts, portOf } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { startWorkerProcess, type WorkerProcess } from '../testbed/worker-process';

const experiment = 'mlflow-away';
const options = ownParts();
// More cells than answers may wait in history, and short ones.
const cells = { prompts: 'v1', n_scenarios: 6, repeats: 40, num_predict: 1 };
const planned = 240;

let temporal: RunningPart;
let mlflow: RunningPart;
let proxy: OllamaProxy;
let worker: WorkerProcess;
let env: Record<string, string>;

interface SeenStatus {
	readonly phase: string;
	readonly cells: { readonly done: number; readonly total: number };
	readonly models_at_work: readonly string[];
}

const status = async () => JSON.parse((await tipBench(['status', experiment, '--json'], env)).stdout) as SeenStatus;
const generated = () => proxy.requests.filter(({ kind, done }) => kind === 'generate' && done).length;

beforeAll(async () => {
	[temporal, mlflow, proxy] = await Promise.all([
		startTemporal(options),
		startMlflow({ ...options, port: await farPort() }),
		startOllamaProxy({ target: testStack().ollama }),
	]);
	env = {
		TEMPORAL_ADDRESS: temporal.address,
		MLFLOW_TRACKING_URI: mlflow.address,
		OLLAMA_HOST: proxy.url,
		TIP_BENCH_STATE: options.stateDir,
	};
	worker = await startWorkerProcess(env);
});

afterAll(async () => {
	await worker?.stop();
	await Promise.all([temporal?.stop(), mlflow?.stop(), proxy?.close()]);
});

test('while MLflow is away answers wait, a bounded number; then the GPU is free for others; nothing is generated twice', async () => {
	const input = { ...cells, models: tinyModels[0], experiment };
	const start = ['workflow', 'start', '--task-queue', 'bench', '--type', 'bench', '--workflow-id', experiment];
	await temporalCli(...start, '--input', JSON.stringify(input), '--address', temporal.address);
	await until(async () => generated() >= 10);
	await mlflow.kill();

	await until(async () => (await status()).models_at_work.length === 0);
	const waiting = await status();
	expect(waiting).toMatchObject({ phase: 'collecting', cells: { total: planned } });
	// Two hundred answers wait, and the few whose cells were already scheduled.
	const ahead = generated() - waiting.cells.done;
	expect(ahead).toBeGreaterThanOrEqual(195);
	expect(ahead).toBeLessThanOrEqual(215);
	const query = ['workflow', 'query', '--workflow-id', 'gpu-lease/gpu', '--type', 'status', '--output', 'json'];
	expect((await temporalCli(...query, '--address', temporal.address)).stdout).toMatch(/"holder":\s*null/);

	mlflow = await startMlflow({ ...options, port: portOf(mlflow.address) });
	await until(async () => (await status()).phase === 'awaiting-judge', 200_000);
	expect(generated()).toBe(planned);
	const keys = (await rawRuns(experiment, mlflow.address)).map(({ tags }) => tags.cell_key);
	expect(keys).toHaveLength(planned);
	expect(new Set(keys).size).toBe(planned);
}, 300_000);
