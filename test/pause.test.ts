import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { temporalCli, tipBench } from '../testbed/commands';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { rawRuns } from '../testbed/raw-mlflow';
import { babbler, testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { residentNames } from '../testbed/watch-resident';

const [model, otherModel] = tinyModels;
let proxy: OllamaProxy;
let benches: BenchClient;
/** In front of MLflow, which it keeps from writing runs until they are let go. */
let ledger: OllamaProxy;

function gate() {
	let letGo = () => {};
	const opened = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	return { opened, letGo };
}

/** The second cell of the first model runs until then, and the eighth of the other. */
const second = gate();
const eighth = gate();
const writing = gate();

beforeAll(async () => {
	proxy = await startOllamaProxy({
		target: testStack().ollama,
		intervene: async ({ kind, model: asked }) => {
			if (kind === 'generate' && asked === babbler) await new Promise(() => {});
			if (kind === 'generate' && asked === model && generatedBy(model).length === 2) await second.opened;
			if (kind === 'generate' && asked === otherModel && generatedBy(otherModel).length === 8) await eighth.opened;
			return null;
		},
	});
	ledger = await startOllamaProxy({
		target: testStack().mlflow,
		intervene: async ({ path }) => {
			if (path.endsWith('/log-batch')) await writing.opened;
			return null;
		},
	});
	benches = await connectBenchClient();
});

afterAll(async () => {
	await benches.close();
	await Promise.all([proxy.close(), ledger.close()]);
});

const inputOf = (experiment: string, models: string, n_scenarios: number) => ({
	...{ experiment, models, prompts: 'v1', n_scenarios, num_predict: 24 },
	ollama_url: proxy.url,
});

const signal = (id: string, name: string) => temporalCli('workflow', 'signal', '--workflow-id', id, '--name', name);

const generatedBy = (asked: string) =>
	proxy.requests.filter((each) => each.kind === 'generate' && each.model === asked);

const loads = () => proxy.requests.filter(({ kind }) => kind === 'load').map((each) => each.model);

const phaseIs = (id: string, phase: string) => until(async () => (await benches.status(id)).phase === phase);

const memoryIsEmpty = () => until(async () => (await residentNames(testStack().ollama)).length === 0);

test('a pause finishes the running cell and lets another bench have the GPU; resume goes on to the end, each cell once', async () => {
	const cells = 6;
	await benches.start(inputOf('paused', model, cells));
	await until(async () => generatedBy(model).length === 2);
	await benches.start(inputOf('meanwhile', otherModel, 2));
	await until(async () => (await benches.lease('gpu')).waiting.length === 1);
	expect((await tipBench(['status', 'meanwhile'])).stdout).toContain('waits for GPU gpu, held by paused');
	expect((await tipBench(['gpu'])).stdout).toMatch(/^gpu: held by paused for .*\n {2}1\. meanwhile waits for tiny-b/);

	expect(await benches.queued('paused')).toBeGreaterThan(1);
	expect(await signal('paused', 'pause')).toMatchObject({ code: 0 });
	await until(async () => (await benches.queued('paused')) === 1);
	second.letGo();
	await until(async () => (await benches.status('meanwhile')).cells.done === 2);
	expect(generatedBy(model).map(({ done }) => done)).toEqual([true, true]);
	expect(await rawRuns('paused')).toHaveLength(2);
	// Nobody is in the line any more, so the lease is free and the memory empty.
	await memoryIsEmpty();
	expect(await benches.lease('gpu')).toEqual({ queue: 'gpu', holder: null, waiting: [], resident: null });

	expect((await tipBench(['pause', 'paused'])).stderr).toContain('paused already');
	await signal('paused', 'pause');
	expect(await benches.status('paused')).toMatchObject({ paused: true, waiting_for: [], rejected_signal: null });
	expect((await tipBench(['status', 'paused'])).stderr).toContain('./tip-bench resume paused');

	expect(await tipBench(['resume', 'paused'])).toMatchObject({ code: 0 });
	await phaseIs('paused', 'awaiting-judge');
	expect(generatedBy(model).map(({ done }) => done)).toEqual(Array(cells).fill(true));
	const keys = (await rawRuns('paused')).map(({ tags }) => tags.cell_key);
	expect({ runs: keys.length, different: new Set(keys).size }).toEqual({ runs: cells, different: cells });
	expect(loads()).toEqual([model, otherModel, model]);
	// A worker takes up two cells, and works on one.
	const [first, ...others] = proxy.requests.filter(({ kind }) => kind === 'generate');
	let last = first;
	for (const each of others) {
		expect(each.startedAt).toBeGreaterThanOrEqual(last?.endedAt ?? Number.NaN);
		last = each;
	}
});

test('a cell that runs is finished for a pause also where an earlier answer is being recorded all the while', async () => {
	const [before, cells] = [generatedBy(otherModel).length, 8];
	await benches.start({ ...inputOf('slowly-recorded', otherModel, cells), mlflow_url: ledger.url });
	await until(async () => generatedBy(otherModel).length === 8);
	expect(ledger.requests.some(({ path, endedAt }) => path.endsWith('/log-batch') && endedAt === null)).toBe(true);
	expect(await signal('slowly-recorded', 'pause')).toMatchObject({ code: 0 });
	await until(async () => (await benches.queued('slowly-recorded')) === 1);
	// A cancel would have reached it by then.
	await sleep(1_500);
	expect(await benches.queued('slowly-recorded')).toBe(1);
	eighth.letGo();
	await until(async () => (await benches.lease('gpu')).holder === null);
	writing.letGo();
	expect(await tipBench(['resume', 'slowly-recorded'])).toMatchObject({ code: 0 });
	await phaseIs('slowly-recorded', 'awaiting-judge');
	expect(generatedBy(otherModel).map(({ done }) => done)).toEqual(Array(before + cells).fill(true));
});

test('a bench can be paused while it waits, and cancelled while it is paused; a resume without a pause is recorded', async () => {
	await benches.start(inputOf('endless', babbler, 1));
	await until(async () => generatedBy(babbler).length === 1);
	await benches.start(inputOf('in-the-line', model, 1));
	await until(async () => (await benches.lease('gpu')).waiting.length === 1);
	await signal('in-the-line', 'resume');
	await until(async () => (await benches.status('in-the-line')).rejected_signal !== null);
	expect(await benches.status('in-the-line')).toMatchObject({
		rejected_signal: { signal: 'resume', why: 'the bench is not paused' },
		waiting_for: ['gpu'],
	});

	expect(await tipBench(['pause', 'in-the-line'])).toMatchObject({ code: 0 });
	await until(async () => (await benches.lease('gpu')).waiting.length === 0);
	// A cell that does not end is not given up for a pause; a cancel ends it.
	expect(await tipBench(['pause', 'endless'])).toMatchObject({ code: 0 });
	expect((await tipBench(['status', 'endless'])).stdout).toContain('pauses after the running cell');
	for (const id of ['in-the-line', 'endless']) {
		await benches.client.workflow.getHandle(id).cancel();
		await until(async () => (await benches.stateOf(id)) === 'CANCELLED', 20_000);
		expect(await rawRuns(id)).toEqual([]);
	}
	await memoryIsEmpty();
	expect(await benches.lease('gpu')).toMatchObject({ holder: null, waiting: [] });
});

test('what generates nothing cannot be paused, whoever asks', async () => {
	for (const command of ['pause', 'resume']) {
		const { code, stderr } = await tipBench([command, 'paused']);
		expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^NotCollecting: .*awaiting-judge/) });
	}
	expect(await tipBench(['pause', 'endless'])).toMatchObject({ code: 2 });
	await signal('paused', 'pause');
	await until(async () => (await benches.status('paused')).rejected_signal?.signal === 'pause');
	expect((await tipBench(['status', 'paused'])).stderr).toContain('the last signal pause changed nothing');
	await Promise.all(['paused', 'meanwhile', 'slowly-recorded'].map((id) => tipBench(['cancel', id])));
});
