import { activityInfo, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { leaseAskSignal, leaseWorkflowId, leaseWorkflowType } from '../domain/lease-messages';
import type { BenchActivities } from './contract';

/** As Temporal's API numbers the states of an activity that has not ended: a worker has taken it. */
const started = 2;

/** What benches, their blocks and leases ask of Temporal about each other and themselves. */
export const executionActivities: Pick<
	BenchActivities,
	'askForGpu' | 'isRunning' | 'benchOfBlock' | 'startedActivities'
> = {
	askForGpu: async (queue, request) => {
		await getClient().workflow.signalWithStart(leaseWorkflowType, {
			workflowId: leaseWorkflowId(queue),
			taskQueue: activityInfo().taskQueue,
			args: [{ queue }],
			signal: leaseAskSignal,
			signalArgs: [request],
			staticSummary: `lends the GPU of the queue ${queue} to one bench at a time`,
		});
	},
	isRunning,
	benchOfBlock: async (blockWorkflowId) => {
		const { status, raw } = await getClient().workflow.getHandle(blockWorkflowId).describe();
		const { workflowId, runId } = raw.workflowExecutionInfo?.parentExecution ?? {};
		if (status.name !== 'RUNNING' || !workflowId || !runId) return null;
		return (await isRunning(workflowId, runId)) ? workflowId : null;
	},
	startedActivities: async () => {
		const { workflowId = '', runId } = activityInfo().workflowExecution ?? {};
		const { raw } = await getClient().workflow.getHandle(workflowId, runId).describe();
		const taken = (raw.pendingActivities ?? []).filter(({ state }) => state === started);
		return taken.map(({ activityId }) => activityId ?? '');
	},
};

async function isRunning(workflowId: string, runId: string): Promise<boolean> {
	try {
		const { status } = await getClient().workflow.getHandle(workflowId, runId).describe();
		return status.name === 'RUNNING';
	} catch (error) {
		// Its history has passed the time that the server keeps it for.
		if (error instanceof WorkflowNotFoundError) return false;
		throw error;
	}
}
