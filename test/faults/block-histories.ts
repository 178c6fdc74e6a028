import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';

/** An answer that Temporal accepted: its activity `generate` completed. */
export interface AcceptedInHistory {
	/** The block's workflow id. */
	readonly block: string;
	readonly model: string;
	/** The seed sent to Ollama, which with the model names the cell among all benches of a run. */
	readonly seed: number;
	/** The cell's key. */
	readonly key: string;
	/** By the server's clock, milliseconds since 1970. */
	readonly at: number;
}

/** An activity that Temporal gave up on because it heard nothing of it, and gave to a worker again. */
export interface TimedOut {
	readonly block: string;
	readonly activity: string;
	/** Whether a heartbeat was missed; else the whole time for the attempt was over. */
	readonly heartbeat: boolean;
	/** When a worker had it again, milliseconds since 1970, and how long after it was first scheduled. */
	readonly at: number;
	readonly afterMs: number;
}

/** What the histories of all blocks tell. */
export interface BlockHistories {
	readonly accepted: AcceptedInHistory[];
	readonly timedOut: TimedOut[];
}

/** The part of the input of `generate` that says which cell it is. */
const inputSchema = z.object({
	cell: z.object({ key: z.string(), seed: z.int(), model: z.object({ name: z.string() }) }),
});

/** Temporal's number for a missed heartbeat among its time-outs. */
const heartbeatType = 4;

type Event = NonNullable<
	Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>[number];

/** Reads the histories of all blocks, each run of a chain included. */
export async function readBlockHistories(client: Client): Promise<BlockHistories> {
	const found: BlockHistories = { accepted: [], timedOut: [] };
	for await (const { workflowId, runId } of client.workflow.list({ query: "WorkflowType = 'collect'" })) {
		const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory().catch(emptyWhereDeleted);
		const scheduled = new Map<string, Event>();
		for (const event of events ?? []) {
			if (event.activityTaskScheduledEventAttributes) scheduled.set(String(event.eventId), event);
			noteAccepted(found, workflowId, event, scheduled);
			noteTimedOut(found, workflowId, event, scheduled);
		}
	}
	return found;
}

/** What somebody has deleted is still listed for a moment. */
export function emptyWhereDeleted(error: unknown): { events: Event[] } {
	if (error instanceof WorkflowNotFoundError) return { events: [] };
	throw error;
}

function noteAccepted({ accepted }: BlockHistories, block: string, event: Event, scheduled: Map<string, Event>): void {
	const begun = scheduled.get(String(event.activityTaskCompletedEventAttributes?.scheduledEventId));
	const asked = begun?.activityTaskScheduledEventAttributes;
	if (asked?.activityType?.name !== 'generate') return;
	const text = Buffer.from(asked.input?.payloads?.[0]?.data ?? []).toString();
	const { key, seed, model } = inputSchema.parse(JSON.parse(text)).cell;
	accepted.push({ block, model: model.name, seed, key, at: timeOf(event) });
}

function noteTimedOut({ timedOut }: BlockHistories, block: string, event: Event, scheduled: Map<string, Event>): void {
	const started = event.activityTaskStartedEventAttributes;
	const begun = scheduled.get(String(started?.scheduledEventId));
	const type = started?.lastFailure?.timeoutFailureInfo?.timeoutType;
	if (begun === undefined || type === undefined || type === null) return;
	const activity = begun.activityTaskScheduledEventAttributes?.activityType?.name ?? '?';
	const at = timeOf(event);
	timedOut.push({ block, activity, heartbeat: type === heartbeatType, at, afterMs: at - timeOf(begun) });
}

export function timeOf({ eventTime }: Event): number {
	return Number(eventTime?.seconds) * 1000 + Number(eventTime?.nanos ?? 0) / 1e6;
}
