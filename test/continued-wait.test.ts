import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { startAdminServer, watchProgress } from '../testbed/admin-server';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { historiesOf, inTurns } from '../testbed/chains';
import { temporalCli, tipBench } from '../testbed/commands';
import { judgeAll, printed, runToJudge } from '../testbed/judge-bench';
import { testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';

const experiment = 'long-answered';
let benches: BenchClient;

beforeAll(async () => {
	benches = await connectBenchClient();
});

afterAll(() => benches.close());

test('a bench that is signalled thousands of times continues as new, forgets no signal, and still completes', async () => {
	const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '2', '--num-predict', '24'];
	const gate = JSON.stringify({ baseline: `${tinyModels[0]},v1` });
	const before = await runToJudge(['--experiment', experiment, ...cells, '--gate', gate], {});
	const handle = benches.client.workflow.getHandle(experiment);
	const described = await handle.describe();
	const server = await startAdminServer({});
	const viewer = watchProgress(server, `/api/bench/progress?experiment=${experiment}`);
	await viewer.until('awaiting-judge');
	// Temporal lets no workflow continue while signals come in faster than it can be told of them.
	await inTurns(2_100, (at) => handle.signal(at % 4 === 0 ? 'judged' : 'no-such-signal'));
	await until(async () => (await handle.describe()).runId !== described.runId);

	const runs = await historiesOf(benches.client, experiment);
	expect(runs.length).toBeGreaterThan(1);
	const [first = [], second = []] = runs;
	const asked = first.findLastIndex(
		(event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'countPending',
	);
	const unanswered = first
		.slice(asked + 1)
		.filter((event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'judged');
	const handedOn = second[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[1]?.data;
	const { judged } = JSON.parse(Buffer.from(handedOn ?? []).toString()) as { judged: { count: number } };
	// How many the first run had not yet answered depends on the moment; none of them is forgotten.
	expect(judged.count).toBe(unanswered.length);

	const { rejected_signal, ...status } = await benches.status(experiment);
	expect({ ...status, rejected_signal: null }).toEqual(before);
	expect(rejected_signal).not.toBeNull();
	const now = await handle.describe();
	expect(now.memo).toMatchObject({ experiment });
	expect(now.memo).toEqual(described.memo);
	const listed = printed<{ id: string; state: string }[]>(await tipBench(['status', '--json']));
	expect(listed.filter(({ id }) => id === experiment)).toEqual([expect.objectContaining({ state: 'RUNNING' })]);
	expect((await tipBench(['status', experiment])).stdout).toMatch(
		/^running · awaiting-judge · 2\/2 cells · 2 to judge/,
	);

	const following = tipBench(['run', '--experiment', experiment, ...cells, '--wait', '--json']);
	const folder = mkdtempSync(join(testStack().stateDir, 'judging-'));
	expect((await judgeAll(experiment, folder, {})).stderr).toContain(`told bench ${experiment} that it is judged`);
	const board = printed<object>(await following);
	// What its gate is asked was handed on too.
	expect(board).toMatchObject({ judged: 2, pending: 0, gate: { answer: 'not enough evidence', chosen_among: 0 } });
	const result = ['workflow', 'result', '--workflow-id', experiment, '--output', 'json'];
	// An empty list is `null` to the Temporal CLI.
	const same = { ...board, gate: expect.objectContaining({ answer: 'not enough evidence' }) };
	expect(printed<{ result: object }>(await temporalCli(...result)).result).toEqual(same);
	// Who watches has seen all of it: the wait, its new run, and the end.
	expect(await viewer.ended).toBe('end');
	expect(viewer.seen.at(-1)).toMatchObject({ state: 'COMPLETED', doing: 'ended', status: { phase: 'done' } });
	expect(viewer.seen.slice(0, -1).every(({ doing }) => doing !== 'ended')).toBe(true);
	await server.stop();
});
