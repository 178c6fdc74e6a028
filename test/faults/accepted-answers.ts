import type { Client } from '@temporalio/client';
import { z } from 'zod';

/** An answer that Temporal accepted: its activity `generate` completed. */
export interface AcceptedAnswer {
	/** The block's workflow id. */
	readonly block: string;
	readonly model: string;
	/** The seed sent to Ollama, which with the model names the cell among all benches of a run. */
	readonly seed: number;
	/** By the server's clock, milliseconds since 1970. */
	readonly at: number;
}

/** The part of the activity's input that says which cell it is. */
const inputSchema = z.object({ cell: z.object({ seed: z.int(), model: z.object({ name: z.string() }) }) });

/** All accepted answers, from the histories of all blocks, each run of a chain included. */
export async function acceptedAnswers(client: Client): Promise<AcceptedAnswer[]> {
	const answers: AcceptedAnswer[] = [];
	for await (const { workflowId, runId } of client.workflow.list({ query: "WorkflowType = 'collect'" })) {
		const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
		const scheduled = new Map<string, z.infer<typeof inputSchema>>();
		for (const { eventId, eventTime, ...event } of events ?? []) {
			const begun = event.activityTaskScheduledEventAttributes;
			if (begun?.activityType?.name === 'generate') {
				const text = Buffer.from(begun.input?.payloads?.[0]?.data ?? []).toString();
				scheduled.set(String(eventId), inputSchema.parse(JSON.parse(text)));
			}
			const completed = event.activityTaskCompletedEventAttributes;
			const asked = scheduled.get(String(completed?.scheduledEventId));
			if (asked === undefined) continue;
			const at = Number(eventTime?.seconds) * 1000 + Number(eventTime?.nanos ?? 0) / 1e6;
			answers.push({ block: workflowId, model: asked.cell.model.name, seed: asked.cell.seed, at });
		}
	}
	return answers;
}
