import { randomUUID } from 'node:crypto';
import { askSignal } from '../contracts/messages';
import { leaseWorkflowId, leaseWorkflowType } from '../contracts/workflows';
import { startTemporal } from '../local/temporal';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { historiesOf, inTurns } from '../testbed/chains';
import { loseHolder, queueOf, ways } from '../testbed/dying-holders';
import { farPort } from '../testbed/far-port';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { ownParts, portOf } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { startStackWorker } from '../testbed/worker-process';
import { longTest } from './support/long-test';

const [model, otherModel] = tinyModels;
const started: { stop(): Promise<void> }[] = [];
let proxy: OllamaProxy;
let benches: BenchClient;
/** Lets the first generation end, which the proxy keeps running until then. */
let letGo: () => void;
/** Losing holders takes a minute, in which the other tests run. */
let lost: Promise<unknown>;

beforeAll(async () => {
	const kept = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	proxy = await startOllamaProxy({
		target: testStack().ollama,
		intervene: async ({ kind }) => {
			if (kind === 'generate') await kept;
			return null;
		},
	});
	benches = await connectBenchClient();
	lost = Promise.allSettled(ways.map((way) => loseHolder(benches, proxy.url, way)));
});

afterAll(async () => {
	for (const each of started.reverse()) await each.stop();
	await benches.close();
	await proxy.close();
});

const inputOf = (experiment: string, models: string) => ({
	...{ experiment, models, prompts: 'v1', n_scenarios: 2, num_predict: 24 },
	ollama_url: proxy.url,
});

async function startWorker(queues: string, temporal = testStack().temporal) {
	const worker = await startStackWorker({ TEMPORAL_ADDRESS: temporal, TIP_BENCH_QUEUES: queues });
	started.push(worker);
	return worker;
}

const collected = (client: BenchClient, id: string) =>
	until(async () => (await client.status(id)).phase === 'awaiting-judge', 90_000);

async function hasEachCellOnce(experiment: string, cells: number): Promise<void> {
	const keys = (await rawRuns(experiment)).map(({ tags }) => tags.cell_key);
	expect({ runs: keys.length, different: new Set(keys).size }).toEqual({ runs: cells, different: cells });
}

test('two benches that share models load each once between them', async () => {
	await benches.start(inputOf('shares-1', tinyModels.join()));
	await until(async () => proxy.requests.some(({ kind }) => kind === 'generate'));
	await benches.start(inputOf('shares-2', [otherModel, model].join()));
	await until(async () => (await benches.lease('gpu')).waiting[0]?.wants.length === 2);
	const { holder, waiting, resident } = await benches.lease('gpu');
	expect([holder?.workflow, waiting[0]?.workflow, resident]).toEqual(['shares-1', 'shares-2', model]);
	letGo();
	for (const id of ['shares-1', 'shares-2']) {
		await collected(benches, id);
		await hasEachCellOnce(id, 4);
	}
	await until(async () => (await benches.lease('gpu')).resident === null);
	const moves = proxy.requests.filter(({ kind }) => kind === 'load' || kind === 'unload');
	expect(moves.map((each) => [each.kind, each.model])).toEqual([
		['load', model],
		['unload', model],
		['load', otherModel],
		['unload', otherModel],
	]);
});

test('who holds a GPU, and who waits for it, outlives Temporal and the workers', async () => {
	const options = ownParts();
	let temporal = await startTemporal({ ...options, port: await farPort() });
	started.push({ stop: () => temporal.stop() });
	const { address } = temporal;
	let worker = await startWorker('bench', address);
	let client = await connectBenchClient(address);
	for (const id of ['before', 'after']) await client.start(inputOf(id, model));
	await until(async () => (await client.lease('gpu')).waiting.length === 1);
	const line = await client.lease('gpu');

	await client.close();
	await worker.kill();
	await temporal.stop();
	temporal = await startTemporal({ ...options, port: portOf(address) });
	worker = await startWorker('bench,gpu', address);
	client = await connectBenchClient(address);
	started.push({ stop: () => client.close() });

	expect(line.holder?.workflow).not.toBe(line.waiting[0]?.workflow);
	for (const id of ['before', 'after']) {
		await collected(client, id);
		await hasEachCellOnce(id, 2);
	}
	await worker.stop();
});

longTest('a lease that is asked hundreds of times in vain continues as new, and loses nobody', async () => {
	const lease = { workflowId: leaseWorkflowId('gpu-flood'), taskQueue: 'bench', args: [{ queue: 'gpu-flood' }] };
	const wants = [{ name: model, digest: 'none', ollama_url: proxy.url }];
	const asked = 150;
	const ask = (at: number) =>
		benches.client.workflow.signalWithStart(leaseWorkflowType, {
			...{ ...lease, signal: askSignal },
			signalArgs: [{ workflow: `nobody-${at}`, run: randomUUID(), number: 1, wants }],
		});
	const handle = benches.client.workflow.getHandle(lease.workflowId);
	await ask(0);
	await inTurns(asked - 1, async (at) => {
		await ask(at + 1);
		for (let more = 0; more < 13; more += 1) await handle.signal('no-such-signal');
	});
	await benches.start({ ...inputOf('after-the-flood', model), gpus: { 'gpu-flood': proxy.url } });
	await until(async () => (await benches.lease('gpu-flood')).holder?.workflow === 'after-the-flood');
	const runs = await historiesOf(benches.client, lease.workflowId);
	expect(runs.length).toBeGreaterThan(1);
	expect(Math.max(...runs.map(({ length }) => length))).toBeLessThan(10_000);
	// Each was found not to run, once: nobody was forgotten between two runs, and nobody asked for twice.
	const refused = runs.flat().filter((event) => event.signalExternalWorkflowExecutionFailedEventAttributes);
	expect(refused).toHaveLength(asked);
	expect(await benches.lease('gpu-flood')).toMatchObject({ waiting: [], holder: { workflow: 'after-the-flood' } });
	await benches.client.workflow.getHandle('after-the-flood').cancel();
});

test('a GPU whose holder was cancelled, terminated or timed out, or whose lease is gone, goes to who waits for it', async () => {
	expect(await lost).toEqual(ways.map(() => expect.objectContaining({ status: 'fulfilled' })));
	for (const way of ways) {
		await until(async () => (await benches.lease(queueOf(way))).holder?.workflow === `${way}-waiter`, 90_000);
	}
	expect(await Promise.all(ways.map((way) => benches.stateOf(`${way}-holder`)))).toEqual([
		...['TERMINATED', 'TIMED_OUT', 'CANCELLED', 'CANCELLED'],
	]);
	await startWorker(ways.map(queueOf).join());
	for (const way of ways) {
		await collected(benches, `${way}-waiter`);
		await hasEachCellOnce(`${way}-waiter`, 2);
		expect(await rawRuns(`${way}-holder`)).toEqual([]);
	}
});
