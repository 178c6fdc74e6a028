import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { LocalActivities } from '../contracts/activities';
import { readPendingActivity, secondsOf } from '../contracts/pending-work';
import type { PendingActivity } from '../domain/bench/troubles';

/** As Temporal's API numbers the kinds of task queues. */
const activityQueue = 2;

/** The looks that a workflow takes at why it stands still. */
export const pendingWorkActivities: Pick<LocalActivities, 'pendingWork'> = {
	pendingWork: async ({ workflows, queue }) => {
		const [pending, gpuAskedSeconds] = await Promise.all([
			Promise.all(workflows.map(({ id, run }) => pendingOf(id, run))),
			queue === null ? null : secondsSinceAsked(queue),
		]);
		return { activities: pending.flat(), gpuAskedSeconds };
	},
};

async function pendingOf(id: string, run: string | undefined): Promise<PendingActivity[]> {
	try {
		const { raw } = await getClient().workflow.getHandle(id, run).describe();
		return (raw.pendingActivities ?? []).map((each) => readPendingActivity(each, Date.now()));
	} catch (error) {
		if (error instanceof WorkflowNotFoundError) return [];
		throw error;
	}
}

/** Seconds since a worker asked a queue for work; Temporal forgets one after five minutes. */
async function secondsSinceAsked(queue: string): Promise<number | null> {
	const client = getClient();
	const { pollers } = await client.workflowService.describeTaskQueue({
		namespace: client.options.namespace,
		taskQueue: { name: queue },
		taskQueueType: activityQueue,
	});
	const times = (pollers ?? []).flatMap(({ lastAccessTime }) => secondsOf(lastAccessTime) ?? []);
	return times.length === 0 ? null : Math.max(0, Date.now() / 1000 - Math.max(...times));
}
