import type { Client, WorkflowHandle } from '@temporalio/client';
import { z } from 'zod';
import { payloadConverter } from '../contracts/payload-converter';

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** One run of a workflow. */
export interface WorkflowRun {
	readonly id: string;
	readonly runId: string;
}

/** What a bench has planned, as far as its cells' names go. */
const plannedSchema = z.object({
	config: z.object({ repeats: z.int().min(1).max(1_000_000) }),
	models: z.array(z.object({ name: z.string() })),
	prompts: z.array(z.object({ name: z.string() })),
	scenarios: z.object({ count: z.int().min(0), hash: z.string() }),
});

/** See {@link benchPlanned}. */
export type PlannedBench = z.infer<typeof plannedSchema>;

/**
 * What was given to a bench, or an auto judge, when it was started, whoever did it: anything. The first event of every run
 * of its chain says so.
 */
export async function startInput(client: Client, run: WorkflowRun): Promise<unknown> {
	const [first] = await eventsOf(client, run, 1);
	const [input] = first?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
	return input ? payloadConverter.fromPayload(input) : null;
}

/**
 * What a bench has planned; `null` before it has, and where it says so in no words of ours. One that waits for its judge
 * goes on in new runs, which have planned nothing: then the first run of the chain tells.
 */
export async function benchPlanned(client: Client, { id, runId }: WorkflowRun): Promise<PlannedBench | null> {
	const events = await eventsOf(client, { id, runId }, firstEvents);
	const own = plannedIn(events);
	if (own !== null) return own;
	const first = events[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
	if (!first || first === runId) return null;
	return plannedIn(await eventsOf(client, { id, runId: first }, firstEvents));
}

/** A bench plans before all else; signals may come before the plan is there. */
const firstEvents = 100;

const planActivity = 'plan';

function plannedIn(events: readonly HistoryEvent[]): PlannedBench | null {
	const asked = events.find((each) => each.activityTaskScheduledEventAttributes?.activityType?.name === planActivity);
	if (asked === undefined) return null;
	const done = events.find(({ activityTaskCompletedEventAttributes: of }) =>
		of?.scheduledEventId?.equals(asked.eventId ?? 0),
	);
	const [result] = done?.activityTaskCompletedEventAttributes?.result?.payloads ?? [];
	return result ? (plannedSchema.safeParse(payloadConverter.fromPayload(result)).data ?? null) : null;
}

/** The first events of a run, in one request. */
async function eventsOf(client: Client, { id, runId }: WorkflowRun, most: number): Promise<HistoryEvent[]> {
	const { history } = await client.workflowService.getWorkflowExecutionHistory({
		namespace: client.options.namespace,
		execution: { workflowId: id, runId },
		maximumPageSize: most,
	});
	return history?.events ?? [];
}
