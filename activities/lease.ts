import { activityInfo, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { leaseAskSignal, leaseWorkflowId, leaseWorkflowType } from '../domain/lease';
import type { BenchActivities } from './contract';

/** What benches and leases ask of Temporal about each other. */
export const leaseActivities: Pick<BenchActivities, 'askForGpu' | 'isRunning'> = {
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
	isRunning: async (workflowId, runId) => {
		try {
			const { status } = await getClient().workflow.getHandle(workflowId, runId).describe();
			return status.name === 'RUNNING';
		} catch (error) {
			// Its history has passed the time that the server keeps it for.
			if (error instanceof WorkflowNotFoundError) return false;
			throw error;
		}
	},
};
