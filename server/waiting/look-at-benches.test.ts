import type { Client } from '@temporalio/client';
import { initialStatus } from '../../domain/bench/status';
import { type Ask, lookAtBenches, nothingSeen } from './look-at-benches';

/** As Temporal lists it. */
const listed = (workflowId: string, runId: string, status: string, day: number, experiment?: string) => ({
	...{ workflowId, runId, status: { name: status }, startTime: new Date(`2026-01-0${day}`) },
	memo: experiment === undefined ? {} : { experiment },
});

/** Stands in for a Temporal with these executions; it keeps what was asked of it. */
function temporalOf(executions: ReturnType<typeof listed>[], answers: Record<string, unknown>) {
	const asked: string[] = [];
	const client = {
		options: { namespace: 'default' },
		connection: { withDeadline: (_at: number, work: () => unknown) => work() },
		workflowService: { describeTaskQueue: async () => ({ pollers: answers.pollers ?? [{}] }) },
		workflow: {
			async *list() {
				yield* executions;
			},
			getHandle: (id: string, runId?: string) => ({
				query: async () => {
					asked.push(`query ${id}`);
					if (answers[id] === undefined) throw new Error('nobody answers');
					return answers[id];
				},
				result: async () => {
					asked.push(`result ${runId}`);
					return answers[runId ?? ''];
				},
			}),
		},
	} as unknown as Client;
	const ask: Ask = async (work) => work(client);
	return { ask, asked };
}

const now = Date.parse('2026-01-05');

test('all that run are told of, and the newest of each experiment where none does', async () => {
	const { ask } = temporalOf(
		[
			listed('a', 'a2', 'RUNNING', 4, 'a'),
			listed('a', 'a1', 'FAILED', 3, 'a'),
			listed('mine', 'm1', 'COMPLETED', 3, 'b'),
			listed('b', 'b1', 'COMPLETED', 2, 'b'),
			listed('c', 'c1', 'TERMINATED', 2),
		],
		{ a: initialStatus('a'), m1: { failed: { cells: 2 } } },
	);
	const benches = await lookAtBenches(ask, nothingSeen(), now);
	expect(benches).toMatchObject([
		{ id: 'a', isRunning: true, status: { phase: 'planning' } },
		{ id: 'mine', experiment: 'b', isRunning: false, failedCells: 2 },
		{ id: 'c', experiment: null, isRunning: false, failedCells: 0, failure: null },
	]);
});

test('what has ended is asked once; who was silent is asked again after a while', async () => {
	const executions = [listed('a', 'a1', 'RUNNING', 4), listed('b', 'b1', 'COMPLETED', 2)];
	const { ask, asked } = temporalOf(executions, { b1: { failed: 'of another version' } });
	const seen = nothingSeen();
	for (const later of [0, 3_000, 14_000, 15_000]) {
		expect(await lookAtBenches(ask, seen, now + later)).toMatchObject([{ status: null }, { failedCells: 0 }]);
	}
	expect(asked).toEqual(['query a', 'result b1', 'query a']);
	executions.length = 0;
	await lookAtBenches(ask, seen, now);
	expect(seen.silent.size).toBe(0);
});

test('nobody is asked where no worker serves', async () => {
	const { ask, asked } = temporalOf([listed('a', 'a1', 'RUNNING', 4)], { pollers: [] });
	expect(await lookAtBenches(ask, nothingSeen(), now)).toMatchObject([{ id: 'a', status: null }]);
	expect(asked).toEqual([]);
});
