import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporal } from '../local/temporal';
import { projectRoot } from '../machine/folders';
import { tipBench } from '../testbed/commands';
import { runToJudge } from '../testbed/judge-bench';
import { ownParts } from '../testbed/own-parts';
import { testStack, tinyModels } from '../testbed/stack';
import { startWorkerProcess, type WorkerProcess } from '../testbed/worker-process';

let root: string;
let temporal: Awaited<ReturnType<typeof startTemporal>>;
const started: WorkerProcess[] = [];

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'tip-bench-two-'));
	temporal = await startTemporal({ ...ownParts(), keep: false });
});
afterEach(async () => {
	for (const worker of started.splice(0).reverse()) await worker.stop();
});
afterAll(async () => {
	await temporal.stop();
	rmSync(root, { recursive: true });
});

/** A data folder of its own, as another checkout has it. */
function dataFolder(name: string): string {
	for (const each of ['prompts', 'rubrics', 'scenarios']) {
		cpSync(join(projectRoot(), each), join(root, name, each), { recursive: true });
	}
	return join(root, name);
}

function edit(data: string): void {
	writeFileSync(join(data, 'prompts', 'v1.md'), 'Give {{n_tips}} quite other tips to {{persona}} for: {{tasks}}');
}

function variables(data: string, state: string, queues = 'bench,gpu') {
	const { mlflow, ollama } = testStack();
	return {
		TEMPORAL_ADDRESS: temporal.address,
		MLFLOW_TRACKING_URI: mlflow,
		OLLAMA_HOST: ollama,
		TIP_BENCH_DATA: data,
		TIP_BENCH_STATE: join(root, state),
		TIP_BENCH_QUEUES: queues,
	};
}

async function start(...of: Parameters<typeof variables>): Promise<WorkerProcess> {
	const worker = await startWorkerProcess(variables(...of));
	started.push(worker);
	return worker;
}

const bench = (experiment: string) => [
	...['--experiment', experiment, '--models', tinyModels[0], '--prompts', 'v1', '--num-predict', '24'],
];

test('a worker with other files, or other exports, is refused; one with equal files elsewhere is welcome', async () => {
	const [one, same, other] = [dataFolder('one'), dataFolder('same'), dataFolder('other')];
	edit(other);
	await start(one, 'state');

	for (const queues of ['bench,gpu', 'bench', 'gpu-2']) {
		await expect(start(other, 'state', queues)).rejects.toThrow(
			/WorkersDiffer: the worker \d+@\S+ serves the queue bench too .*other prompts.*TIP_BENCH_DATA.*TEMPORAL_NAMESPACE/,
		);
	}
	await expect(start(same, 'other-state')).rejects.toThrow(
		/WorkersDiffer: .*writes judge files elsewhere.*TIP_BENCH_STATE/,
	);
	const ended = await tipBench(['worker'], variables(other, 'other-state'));
	expect(ended.code).toBe(1);
	expect(ended.stderr).not.toMatch(/^\s+at /m);

	const beside = await start(same, 'state');
	expect(beside.said()).toContain('stands by for gpu');
	await start(same, 'other-state', 'gpu-2');
});

test('files that are edited in their place keep no worker of that folder out', async () => {
	const data = dataFolder('edited');
	await start(data, 'state');
	edit(data);
	await start(data, 'state');
});

test('a worker that has ended keeps nobody out', async () => {
	const [before, after] = [dataFolder('before'), dataFolder('after')];
	edit(after);
	const first = await start(before, 'state');
	await first.kill();
	await start(after, 'state');
});

test('a bench that is planned from other files than the GPU has ends by naming both, with no cell lost', async () => {
	const [planner, gpu] = [dataFolder('planner'), dataFolder('gpu')];
	await start(planner, 'state', 'bench');
	await start(gpu, 'gpu-state', 'gpu');
	edit(gpu);
	const ended = await tipBench(['run', ...bench('two-stacks')], variables(planner, 'state'));
	expect(ended.code).toBe(1);
	expect(ended.stderr).toMatch(/PromptChanged: v1: not the same at \S+:\S*\/gpu,.*as at \S+:\S*\/planner,/);
	const { stdout } = await tipBench(['status', 'two-stacks', '--json'], variables(planner, 'state'));
	expect(JSON.parse(stdout)).toMatchObject({ state: 'FAILED', cells: { total: 8, done: 0, failed: 0 } });
	expect((await tipBench(['gpu'], variables(planner, 'state'))).stdout).toMatch(/gpu.*(free|nobody)/i);

	// Mended, it goes on.
	cpSync(join(planner, 'prompts'), join(gpu, 'prompts'), { recursive: true });
	const status = await runToJudge([...bench('two-stacks')], variables(planner, 'state'));
	expect(status).toMatchObject({ phase: 'awaiting-judge', cells: { total: 8, done: 8, failed: 0 } });
});
