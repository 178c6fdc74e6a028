import type { Client, WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<NonNullable<History['events']>[number]>;

/** The events of all runs of a workflow that continues as new, oldest run first. */
export async function historiesOf(client: Client, workflowId: string): Promise<HistoryEvent[][]> {
	const { raw } = await client.workflow.getHandle(workflowId).describe();
	const runs: HistoryEvent[][] = [];
	let runId = raw.workflowExecutionInfo?.firstRunId ?? raw.workflowExecutionInfo?.execution?.runId;
	while (runId) {
		const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
		runs.push(events ?? []);
		runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
	}
	return runs;
}

/** Does something many times, twenty at once. */
export async function inTurns(times: number, work: (at: number) => Promise<unknown>): Promise<void> {
	let next = 0;
	const turn = async () => {
		while (next < times) await work(next++);
	};
	await Promise.all(Array.from({ length: 20 }, turn));
}
