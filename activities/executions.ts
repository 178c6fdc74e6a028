import { activityInfo, getClient } from '@temporalio/activity';
import type { WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { BenchActivities, GpuActivities } from '../contracts/activities';
import { askSignal } from '../contracts/messages';
import { blockWorkflowType, leaseWorkflowId, leaseWorkflowType } from '../contracts/workflows';

type PendingActivity = NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number];

/** As Temporal's API numbers the states of an activity that has not ended: a worker has taken it. */
const started = 2;

const generateType = 'generate' satisfies keyof GpuActivities;

/** What benches, their blocks and leases ask of Temporal about each other and themselves. */
export const executionActivities: Pick<BenchActivities, 'askForGpu' | 'isRunning' | 'benchOfBlock' | 'cellsAtWork'> = {
	askForGpu: async (queue, request) => {
		await getClient().workflow.signalWithStart(leaseWorkflowType, {
			workflowId: leaseWorkflowId(queue),
			taskQueue: activityInfo().taskQueue,
			args: [{ queue }],
			signal: askSignal,
			signalArgs: [request],
			staticSummary: `lends the GPU of the queue ${queue} to one bench at a time`,
		});
	},
	isRunning,
	benchOfBlock: async (blockWorkflowId) => {
		const { status, type, raw } = await getClient().workflow.getHandle(blockWorkflowId).describe();
		if (status.name !== 'RUNNING' || type !== blockWorkflowType) return null;
		const { parentExecution, firstRunId } = raw.workflowExecutionInfo ?? {};
		const { workflowId, runId } = parentExecution ?? {};
		if (workflowId && runId && (await isRunning(workflowId, runId))) return workflowId;
		await cancelChain(blockWorkflowId, firstRunId ?? '');
		return null;
	},
	cellsAtWork: async () => {
		const { workflowId = '', runId } = activityInfo().workflowExecution ?? {};
		const { raw } = await getClient().workflow.getHandle(workflowId, runId).describe();
		const taken = (raw.pendingActivities ?? []).filter(
			({ state, activityType }) => state === started && activityType?.name === generateType,
		);
		taken.sort((one, other) => takenAt(other) - takenAt(one));
		// Of each worker the one that it took up first: it comes last, and stays.
		const atWork = new Map(taken.map((each) => [each.lastWorkerIdentity, each.activityId ?? '']));
		return [...atWork.values()];
	},
};

/** Seconds since 1970. */
function takenAt({ lastStartedTime }: PendingActivity): number {
	return Number(lastStartedTime?.seconds ?? Number.POSITIVE_INFINITY) + (lastStartedTime?.nanos ?? 0) / 1e9;
}

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

/** Cancels a workflow, whichever run of its chain it has come to. One that was told before, or has ended, is left alone. */
async function cancelChain(workflowId: string, firstExecutionRunId: string): Promise<void> {
	try {
		await getClient().workflow.getHandle(workflowId, undefined, { firstExecutionRunId }).cancel();
	} catch (error) {
		if (!(error instanceof WorkflowNotFoundError)) throw error;
	}
}
