import type { Client } from '@temporalio/client';

/** What a workflow and its running children wait for, in a line: for a bench that hangs. */
export async function pendingWork(client: Client, workflowId: string): Promise<string> {
	const { raw } = await client.workflow.getHandle(workflowId).describe();
	const activities = (raw.pendingActivities ?? []).map(({ activityType, attempt, lastFailure, state }) => {
		const why = lastFailure?.message ? ` (${lastFailure.message})` : '';
		return `${activityType?.name}, state ${state}, attempt ${attempt}${why}`;
	});
	const children = (raw.pendingChildren ?? []).map(({ workflowId: child }) => pendingWork(client, child ?? ''));
	const waits = [...activities, ...(await Promise.all(children))];
	return `${workflowId} waits for ${waits.join('; ') || 'no activity and no child'}`;
}
