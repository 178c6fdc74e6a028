import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { benchQueue } from '../contracts/workflows';

/** What was asked to start. */
export interface Started {
	readonly id: string;
	/** `false` where one of this id runs already. */
	readonly started: boolean;
}

/** Starts a workflow, unless one of its id runs. @param summary what the Temporal UI shows of it, cut to 200 characters */
export async function startOnce(
	client: Client,
	type: string,
	{ id, input, summary }: { readonly id: string; readonly input: unknown; readonly summary: string },
): Promise<Started> {
	try {
		await client.workflow.start(type, {
			...{ taskQueue: benchQueue, workflowId: id, args: [input] },
			staticSummary: summary.slice(0, 200),
		});
		return { id, started: true };
	} catch (error) {
		if (error instanceof WorkflowExecutionAlreadyStartedError) return { id, started: false };
		throw error;
	}
}
