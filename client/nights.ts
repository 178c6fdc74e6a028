import type { Client } from '@temporalio/client';
import { type NightStatus, nightlyWorkflowType, nightMemoSchema } from '../contracts/nightly';

/** A night as Temporal lists it, with what came of it. */
export interface ListedNight extends Omit<NightStatus, 'phase'> {
	readonly id: string;
	readonly runId: string;
	/** `RUNNING`, `COMPLETED`, `FAILED`, … */
	readonly state: string;
	readonly startedAt: Date;
}

/** The nights that Temporal knows, newest first. */
export async function listNights(client: Client): Promise<ListedNight[]> {
	const query = `WorkflowType = '${nightlyWorkflowType}' AND ExecutionStatus != 'ContinuedAsNew'`;
	const nights: ListedNight[] = [];
	for await (const { workflowId, runId, status, startTime, memo } of client.workflow.list({ query })) {
		// Whoever started it may have put anything there.
		const known = nightMemoSchema.parse(nightMemoSchema.safeParse(memo ?? {}).data ?? {});
		nights.push({ id: workflowId, runId, state: status.name, startedAt: startTime, ...known });
	}
	return nights.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** The newest night of this id, or else of this experiment. */
export function nightNamed(nights: readonly ListedNight[], name: string): ListedNight | undefined {
	return nights.find(({ id }) => id === name) ?? nights.find(({ experiment }) => experiment === name);
}
