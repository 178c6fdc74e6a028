import { setTimeout as sleep } from 'node:timers/promises';
import { askSignal } from '../contracts/messages';
import { leaseWorkflowId } from '../contracts/workflows';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';

const [model, otherModel] = tinyModels;
/** More than pass in the time after which a lease looks at its holder again. */
const cells = 32;
let proxy: OllamaProxy;
let benches: BenchClient;
let slow = true;

beforeAll(async () => {
	proxy = await startOllamaProxy({
		target: testStack().ollama,
		intervene: async ({ kind, model: asked }) => {
			if (kind === 'generate' && asked === model && slow) await sleep(2_000);
			return null;
		},
	});
	benches = await connectBenchClient();
});
afterAll(async () => {
	await benches.close();
	await proxy.close();
});

const inputOf = (experiment: string, models: string, repeats: number) => ({
	...{ experiment, models, prompts: 'v1', n_scenarios: 1, num_predict: 24, repeats },
	gpus: { gpu: proxy.url },
});

const generatedBy = (asked: string) =>
	proxy.requests.filter((each) => each.kind === 'generate' && each.model === asked);

/** Asks once more in the name of a holder, which is as if it had said at once how long it holds the GPU at most. */
async function sayLongest(id: string, longest_ms: number): Promise<void> {
	const { models } = (await (await fetch(`${proxy.url}/api/tags`)).json()) as {
		models: { name: string; digest: string }[];
	};
	const { name = '', digest = '' } = models.find((each) => each.name === model) ?? {};
	const { runId: run } = await benches.client.workflow.getHandle(id).describe();
	const request = { workflow: id, run, number: 1, wants: [{ name, digest, ollama_url: proxy.url }], longest_ms };
	await benches.client.workflow.getHandle(leaseWorkflowId('gpu')).signal(askSignal, request);
}

test('a bench that has held a GPU for its longest time lets another in, and goes on after it, each cell once', async () => {
	await benches.start(inputOf('long', model, cells));
	await until(async () => generatedBy(model).length > 0);
	await benches.start(inputOf('short', otherModel, 2));
	await until(async () => (await benches.lease('gpu')).waiting.length === 1);
	await sayLongest('long', 1_000);
	await until(async () => (await benches.status('short')).cells.done === 2);
	const done = generatedBy(model).filter((each) => each.done).length;
	expect(done).toBeLessThan(cells);
	expect(await benches.status('long')).toMatchObject({ phase: 'collecting', paused: false, cells: { failed: 0 } });
	slow = false;
	await until(async () => (await benches.status('long')).phase === 'awaiting-judge');
	// Its running cell was finished before the other's began.
	const asked = proxy.requests.filter(({ kind }) => kind === 'generate');
	const order = asked.filter(({ done }) => done);
	// One that begins in the very moment is set aside, and made later.
	expect(asked.length - order.length).toBeLessThan(2);
	expect(order.map((each) => each.model)).toEqual([
		...Array(done).fill(model),
		...Array(2).fill(otherModel),
		...Array(cells - done).fill(model),
	]);
	const loads = proxy.requests.filter(({ kind }) => kind === 'load').map((each) => each.model);
	expect(loads).toEqual([model, otherModel, model]);
	const keys = (await rawRuns('long')).map(({ tags }) => tags.cell_key);
	expect({ runs: keys.length, different: new Set(keys).size }).toEqual({ runs: cells, different: cells });
});
