import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { benchWorkflowType } from '../contracts/workflows';
import { argumentRefusal } from './invalid-argument';
import { type ListedBench, memoOf, taskFailures } from './temporal';

/** A bench as Temporal describes it. */
export interface DescribedBench extends ListedBench {
	readonly endedAt: Date | null;
	/** How often workers have failed to go on with it at all. */
	readonly failedTasks: number;
}

/** The newest run of the bench of this id: in one request, however many there are; `null` where no bench has it. */
export async function describeBench(client: Client, id: string): Promise<DescribedBench | null> {
	const described = await client.workflow
		.getHandle(id)
		.describe()
		.catch((error: unknown) => {
			if (isUnknownId(error)) return null;
			throw error;
		});
	if (described?.type !== benchWorkflowType) return null;
	const { runId, status, startTime: startedAt, closeTime: endedAt = null, memo } = described;
	const failedTasks = taskFailures(described);
	return { id, runId, state: status.name, ...memoOf(memo), startedAt, endedAt, failedTasks };
}

/** Nothing has this id, or nothing could have it, being too long or empty. */
function isUnknownId(error: unknown): boolean {
	return error instanceof WorkflowNotFoundError || argumentRefusal(error) !== null;
}
