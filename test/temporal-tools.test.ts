import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { temporalCli, tipBench } from '../testbed/commands';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { readBlockHistories } from './faults/block-histories';
import { madeAgainAfterAccepted } from './faults/judge-answers';
import { committedRuns } from './faults/recorded-cells';
import { openTcpLine, type TcpLine } from './faults/tcp-line';
import { longTest } from './support/long-test';

// What Temporal's own tools can do to a bench at work, to its blocks and to the lease of its GPU. The fault program does
// more of it, at random moments: docs/faults.md.

/** So long a generation waits in the proxy, so that there is time to act. Milliseconds. */
const slownessMs = 400;
const cells = 8;

let proxy: OllamaProxy;
let mlflow: TcpLine;
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
	mlflow = await openTcpLine(new URL(testStack().mlflow).host);
	benches = await connectBenchClient();
});

afterAll(async () => {
	await benches.close();
	await Promise.all([proxy.close(), mlflow.close()]);
});

const temporal = async (...args: string[]): Promise<string> => {
	const ended = await temporalCli(...args);
	if (ended.code !== 0) throw new Error(ended.stderr || ended.stdout);
	return ended.stdout;
};

const inputOf = (experiment: string) => {
	seed += 1;
	return {
		...{ experiment, models: tinyModels.join(), prompts: 'v1', n_scenarios: 4, num_predict: 24, seed },
		...{ ollama_url: proxy.url, mlflow_url: `http://${mlflow.address}` },
	};
};

const startArgs = (id: string) => ['--task-queue', 'bench', '--type', 'bench', '--workflow-id', id];

const collected = (id: string) => until(async () => (await benches.status(id)).phase === 'awaiting-judge', 60_000);

/** Starts a bench and waits until one of its cells is recorded. */
async function atWork(experiment: string): Promise<void> {
	await benches.start(inputOf(experiment));
	await until(async () => (await benches.status(experiment)).cells.done > 0);
}

/** The block that has the GPU. */
async function blockAtWork(experiment: string): Promise<string> {
	const { models_at_work: names } = await benches.status(experiment);
	const answer = await fetch(`${testStack().ollama}/api/tags`);
	const { models } = (await answer.json()) as { models: { name: string; digest: string }[] };
	return `collect/${experiment}/${models.find(({ name }) => name === names[0])?.digest}`;
}

/** Waits until so many answers of a bench were accepted, and keeps them from being recorded meanwhile. */
async function withAnswersWaiting(experiment: string, act: () => Promise<unknown>): Promise<void> {
	mlflow.cut();
	const before = await accepted(experiment);
	await until(async () => (await accepted(experiment)) >= before + 2);
	await act();
	mlflow.mend();
}

async function accepted(experiment: string): Promise<number> {
	const { accepted } = await readBlockHistories(benches.client);
	return new Set(accepted.filter(({ block }) => block.startsWith(`collect/${experiment}/`)).map(({ key }) => key)).size;
}

/** Every cell is one committed run, no accepted answer was made again, no block is left and the GPU is free. */
async function isWhole(experiment: string): Promise<void> {
	const runs = await committedRuns(testStack().mlflow, experiment);
	const different = new Set(runs.map(({ cell_key }) => cell_key)).size;
	expect({ runs: runs.length, different }).toEqual({ runs: cells, different: cells });
	const histories = await readBlockHistories(benches.client);
	expect(madeAgainAfterAccepted(histories.accepted, proxy.requests)).toEqual([]);
	// Benches of other files may be at work too.
	await until(async () => (await runningBlocks(experiment)).length === 0, 15_000);
	await until(async () => (await holder()) !== experiment, 15_000);
}

async function runningBlocks(experiment: string): Promise<string[]> {
	const running: string[] = [];
	const query = "WorkflowType = 'collect' AND ExecutionStatus = 'Running'";
	for await (const { workflowId } of benches.client.workflow.list({ query })) running.push(workflowId);
	return running.filter((id) => id.startsWith(`collect/${experiment}/`));
}

/** Who has the GPU; nobody where somebody has ended the lease. */
async function holder(): Promise<string | undefined> {
	if ((await benches.stateOf('gpu-lease/gpu')) !== 'RUNNING') return undefined;
	return (await benches.lease('gpu')).holder?.workflow;
}

const reset = (id: string, ...how: string[]) =>
	temporal('workflow', 'reset', '--workflow-id', id, '--reason', 'a test', ...how);

test.each([
	['reset-first', ['--type', 'FirstWorkflowTask']],
	['reset-last', ['--type', 'LastWorkflowTask', '--reapply-exclude', 'All']],
])('a bench of two models that is reset at work goes on: %s', async (id, how) => {
	await atWork(id);
	const following = tipBench(['run', '--experiment', id, '--json']);
	await until(async () => (await benches.status(id)).cells.done > 1);
	await reset(id, ...how);
	await collected(id);
	await isWhole(id);
	// Who follows the bench follows it through the reset.
	expect(JSON.parse((await following).stdout)).toMatchObject({ phase: 'awaiting-judge', cells: { total: cells } });
});

/** Newer versions of the command ask back, and older ones take no answer. */
const deleted = (workflowId: string) =>
	benches.client.workflowService.deleteWorkflowExecution({
		namespace: 'default',
		workflowExecution: { workflowId },
	});

longTest.each(['terminate', 'delete', 'cancel'])(
	'a bench goes on when somebody does %s to a block whose answers wait for MLflow',
	async (act) => {
		const id = `block-${act}`;
		await atWork(id);
		const block = await blockAtWork(id);
		await withAnswersWaiting(id, () =>
			act === 'delete' ? deleted(block) : temporal('workflow', act, '--workflow-id', block),
		);
		await collected(id);
		await isWhole(id);
		expect((await benches.status(id)).notes).toEqual([expect.stringContaining('somebody ended the block')]);
	},
);

longTest.each(['FirstWorkflowTask', 'LastWorkflowTask'])(
	'a block that is reset while its answers wait for MLflow records them, and each once: %s',
	async (type) => {
		const id = `reset-block-${type}`;
		await atWork(id);
		const block = await blockAtWork(id);
		await withAnswersWaiting(id, () => reset(block, '--type', type));
		await collected(id);
		await isWhole(id);
	},
);

test('a lease that is reset, cancelled and terminated under a bench at work lends on', async () => {
	const id = 'lease-harmed';
	await atWork(id);
	await reset('gpu-lease/gpu', '--type', 'FirstWorkflowTask', '--reapply-exclude', 'All');
	await temporal('workflow', 'cancel', '--workflow-id', 'gpu-lease/gpu');
	// The cancel may have ended it already, where it has forgotten its holder.
	await temporalCli('workflow', 'terminate', '--workflow-id', 'gpu-lease/gpu');
	await collected(id);
	await isWhole(id);
});

longTest('a cancelled lease ends when nobody needs it, and not before', async () => {
	const id = 'lease-cancelled';
	await atWork(id);
	await temporal('workflow', 'cancel', '--workflow-id', 'gpu-lease/gpu');
	await sleep(500);
	expect(await benches.lease('gpu')).toMatchObject({ holder: { workflow: id } });
	await collected(id);
	await isWhole(id);
	await until(async () => (await benches.stateOf('gpu-lease/gpu')) === 'CANCELLED', 10_000);
});

longTest('a bench that waits for its judge waits on after a reset, and its judge ends it', async () => {
	for (const type of ['FirstWorkflowTask', 'LastWorkflowTask']) {
		const id = `judged-${type}`;
		await benches.start({ ...inputOf(id), models: tinyModels[0] });
		await collected(id);
		const { pending_judgments: pending, cells: before } = await benches.status(id);
		await reset(id, '--type', type);
		await collected(id);
		const after = await benches.status(id);
		expect(after.pending_judgments).toBe(pending);
		expect(after.cells.done + after.cells.reused).toBe(before.done);
		await temporal('workflow', 'signal', '--workflow-id', id, '--name', 'judged', '--input', '{"partial":true}');
		await until(async () => (await benches.stateOf(id)) === 'COMPLETED');
	}
});

test('a bench that is started again under its id, so that the former is terminated, goes on from there', async () => {
	const id = 'started-over';
	await atWork(id);
	seed -= 1;
	const over = ['--id-conflict-policy', 'TerminateExisting', '--input', JSON.stringify(inputOf(id))];
	await temporal('workflow', 'start', ...startArgs(id), ...over);
	await collected(id);
	await isWhole(id);
});

test('of two benches that a schedule lets overlap on one experiment the second says who is in its way', async () => {
	const id = 'scheduled';
	const start = [...startArgs(id), '--input', JSON.stringify(inputOf(id))];
	await temporal('schedule', 'create', '--schedule-id', id, '--interval', '24h', ...start);
	const trigger = () => temporal('schedule', 'trigger', '--schedule-id', id, '--overlap-policy', 'AllowAll');
	const listed = async () => {
		const ids: string[] = [];
		for await (const { workflowId } of benches.client.workflow.list({ query: `WorkflowType = 'bench'` })) {
			if (workflowId.startsWith(`${id}-`)) ids.push(workflowId);
		}
		return ids.sort();
	};
	await trigger();
	await until(async () => (await listed()).length === 1);
	const [first = ''] = await listed();
	await until(async () => (await benches.status(first)).cells.done > 0);
	await trigger();
	await until(async () => (await listed()).length === 2);
	const [, second = ''] = await listed();
	await expect(benches.client.workflow.getHandle(second).result()).rejects.toMatchObject({
		cause: { type: 'ExperimentBusy', message: expect.stringContaining(first) },
	});
	await collected(first);
	await isWhole(id);
});

longTest('an answer that somebody completes by hand with anything is generated after all', async () => {
	const id = 'completed-by-hand';
	await atWork(id);
	const block = await blockAtWork(id);
	const { raw } = await benches.client.workflow.getHandle(block).describe();
	const queued = raw.pendingActivities?.findLast(({ activityType }) => activityType?.name === 'generate');
	const of = ['--workflow-id', block, '--activity-id', queued?.activityId ?? ''];
	await temporal('activity', 'complete', ...of, '--result', '{"junk":1}');
	await collected(id);
	expect(await rawRuns(id)).toHaveLength(cells);
});
