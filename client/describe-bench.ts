import { type Client, isGrpcServiceError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { benchWorkflowType } from '../contracts/workflows';
import { type ListedBench, memoOf, taskFailures } from './temporal';

/** As gRPC numbers what was asked wrongly. */
const invalidArgument = 3;

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
	if (error instanceof WorkflowNotFoundError) return true;
	const cause = error instanceof Error ? error.cause : undefined;
	return isGrpcServiceError(cause) && cause.code === invalidArgument;
}
