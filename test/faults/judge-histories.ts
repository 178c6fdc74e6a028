import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { judgeWorkflowType } from '../../contracts/judge';
import { emptyWhereDeleted, timeOf } from './block-histories';

/** A judgment that Temporal accepted: its activity `judgeOnGpu` completed. */
export interface AcceptedJudgment {
	/** MLflow's run. */
	readonly run_id: string;
	/** By the server's clock, milliseconds since 1970. */
	readonly at: number;
}

const inputSchema = z.object({ run_id: z.string() });

/** Reads the histories of all auto judges, each run of a chain included. */
export async function readJudgeHistories(client: Client): Promise<AcceptedJudgment[]> {
	const accepted: AcceptedJudgment[] = [];
	for await (const { workflowId, runId } of client.workflow.list({ query: `WorkflowType = '${judgeWorkflowType}'` })) {
		const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory().catch(emptyWhereDeleted);
		const asked = new Map<string, string>();
		for (const event of events ?? []) {
			const { activityTaskScheduledEventAttributes: begun, activityTaskCompletedEventAttributes: ended } = event;
			if (begun?.activityType?.name === 'judgeOnGpu') {
				const text = Buffer.from(begun.input?.payloads?.[0]?.data ?? []).toString();
				asked.set(String(event.eventId), inputSchema.parse(JSON.parse(text)).run_id);
			}
			const run_id = asked.get(String(ended?.scheduledEventId));
			if (run_id !== undefined) accepted.push({ run_id, at: timeOf(event) });
		}
	}
	return accepted;
}
