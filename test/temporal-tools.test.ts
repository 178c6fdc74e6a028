import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { temporalCli } from '../testbed/commands';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { readBlockHistories } from './faults/block-histories';
import { madeAgainAfterAccepted } from './faults/judge-answers';

// What Temporal's own tools can do to a bench at work, to its blocks and to the lease of its GPU.

/** So long a generation waits in the proxy, so that there is time to act. Milliseconds. */
const slownessMs = 250;
const cells = 16;

let proxy: OllamaProxy;
let benches: BenchClient;
let seed = 0;

beforeAll(async () => {
	proxy = await startOllamaProxy({
		target: testStack().ollama,
		intervene: async ({ kind }) => {
			if (kind === 'generate') await sleep(slownessMs);
			return null;
		},
	});
	benches = await connectBenchClient();
});

afterAll(async () => {
	await benches.close();
	await proxy.close();
});

const inputOf = (experiment: string) => {
	seed += 1;
	return {
		...{ experiment, models: tinyModels.join(), prompts: 'v1', n_scenarios: 4, repeats: 2, num_predict: 24 },
		...{ seed, ollama_url: proxy.url },
	};
};

/** Starts a bench and waits until some of its cells are recorded. */
async function atWork(experiment: string, done = 2): Promise<void> {
	await benches.start(inputOf(experiment));
	await until(async () => (await benches.status(experiment)).cells.done >= done);
}

async function blockOf(experiment: string, model = 0): Promise<string> {
	const tags = (await (await fetch(`${testStack().ollama}/api/tags`)).json()) as {
		models: { name: string; digest: string }[];
	};
	const digest = tags.models.find(({ name }) => name === tinyModels[model])?.digest;
	return `collect/${experiment}/${digest}`;
}

async function runningBlocks(experiment: string): Promise<string[]> {
	const running: string[] = [];
	for await (const { workflowId } of benches.client.workflow.list({ query: `WorkflowType = 'collect'` })) {
		const handle = benches.client.workflow.getHandle(workflowId);
		if (!workflowId.startsWith(`collect/${experiment}/`)) continue;
		if ((await handle.describe()).status.name === 'RUNNING') running.push(workflowId);
	}
	return running;
}

/** The bench goes on to its judge with every cell once, nothing made again, no block left and the GPU free. */
async function goesOn(experiment: string, planned = cells): Promise<void> {
	await until(async () => (await benches.status(experiment)).phase === 'awaiting-judge', 40_000);
	const committed = (await rawRuns(experiment)).filter(({ tags }) => tags.judge_pending !== undefined);
	const keys = new Set(committed.map(({ tags }) => tags.cell_key));
	expect({ runs: committed.length, keys: keys.size }).toEqual({ runs: planned, keys: planned });
	await nothingLeft(experiment);
	const { accepted } = await readBlockHistories(benches.client);
	expect(madeAgainAfterAccepted(accepted, proxy.requests)).toEqual([]);
	await temporalCli('workflow', 'terminate', '--workflow-id', experiment);
}

async function nothingLeft(experiment: string): Promise<void> {
	await until(async () => (await runningBlocks(experiment)).length === 0, 10_000);
	await until(async () => (await benches.lease('gpu')).holder === null, 10_000);
}

const temporal = async (...args: string[]) => {
	const ended = await temporalCli('workflow', ...args);
	if (ended.code !== 0) throw new Error(ended.stderr || ended.stdout);
	return ended.stdout;
};

const reset = (id: string, ...how: string[]) => temporal('reset', '--workflow-id', id, '--reason', 'a test', ...how);

test.each([
	['the first workflow task', ['--type', 'FirstWorkflowTask']],
	['the last workflow task', ['--type', 'LastWorkflowTask']],
	['the first workflow task, without the signals since', ['--type', 'FirstWorkflowTask', '--reapply-exclude', 'All']],
	['the last workflow task, without the signals since', ['--type', 'LastWorkflowTask', '--reapply-exclude', 'All']],
	['the event at which it began to collect', ['--event-id', '10']],
])('a bench at work that is reset to %s goes on', async (_name, how) => {
	const id = `reset-bench-${how.join('')}`;
	await atWork(id);
	await reset(id, ...how);
	await goesOn(id);
});

test.each(['terminate', 'cancel', 'delete'])(
	'a bench goes on when somebody does %s to its block at work',
	async (act) => {
		const id = `block-${act}`;
		await atWork(id);
		await temporal(act, '--workflow-id', await blockOf(id));
		await goesOn(id);
	},
);

test.each([
	['first', ['--type', 'FirstWorkflowTask']],
	['last', ['--type', 'LastWorkflowTask']],
	['bare', ['--type', 'FirstWorkflowTask', '--reapply-exclude', 'All']],
])('a bench goes on when its block at work is reset: %s', async (name, how) => {
	const id = `reset-block-${name}`;
	await atWork(id);
	await reset(await blockOf(id), ...how);
	await goesOn(id);
});
