import { type Client, type Workflow, WorkflowFailedError, type WorkflowResultType } from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';

/**
 * What a workflow ends with. A reset ends its run as a terminate does, and it goes on in another run of the same id.
 * @throws WorkflowFailedError when it fails
 */
export async function resultOf<T extends Workflow>(client: Client, id: string): Promise<WorkflowResultType<T>> {
	for (;;) {
		const handle = client.workflow.getHandle<T>(id);
		try {
			return await handle.result();
		} catch (error) {
			if (!(error instanceof WorkflowFailedError && error.cause instanceof TerminatedFailure)) throw error;
			const { status } = await handle.describe();
			if (status.name === 'TERMINATED') throw error;
		}
	}
}
