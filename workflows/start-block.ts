import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
	ApplicationFailure,
	CancelledFailure,
	ChildWorkflowCancellationType,
	ChildWorkflowFailure,
	type ChildWorkflowHandle,
	ParentClosePolicy,
	sleep,
	startChild,
	TerminatedFailure,
	TimeoutFailure,
	workflowInfo,
} from '@temporalio/workflow';
import type { ExperimentAddress } from '../contracts/experiment';
import { blockWorkflowId, blockWorkflowType, type CollectInput } from '../contracts/workflows';
import type { PlannedModel } from '../domain/bench/cell';
import { type BenchPlan, blockOf } from '../domain/bench/plan';
import { asking as io } from './activity-stubs';
import type { collect } from './collect';

/** Which block is to be started. */
export interface BlockOrder {
	readonly plan: BenchPlan;
	readonly at: ExperimentAddress;
	readonly model: PlannedModel;
	/** Whether it was started before, and somebody ended it. */
	readonly again: boolean;
	/** Called when it begins to wait for what is left of an earlier bench, and when that is over. */
	waits(begins: boolean): void;
}

/** An earlier bench's answers may wait for a person who mends something: each look takes 17 events of history. */
const longestWaitSeconds = 300;

/**
 * Starts one model's block, once what is left of an earlier bench has recorded its last answers.
 * @throws ApplicationFailure ExperimentBusy where another bench that still runs fills these cells
 */
export async function startBlock(order: BlockOrder): Promise<ChildWorkflowHandle<typeof collect>> {
	const { at, model, waits } = order;
	const workflowId = blockWorkflowId(at, model.digest);
	const options = {
		workflowId,
		args: [inputOf(order)] as [CollectInput],
		staticSummary: `${model.name} for ${at.experiment}`,
		// A bench that is terminated leaves its block time to record what the model has already answered.
		parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
		cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
	};
	for (let seconds = 2; ; seconds = Math.min(seconds * 2, longestWaitSeconds)) {
		try {
			const child = await startChild<typeof collect>(blockWorkflowType, options);
			if (seconds > 2) waits(false);
			return child;
		} catch (error) {
			if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
			const other = await io.benchOfBlock(workflowId);
			if (other !== null) throw busy(at, model, other);
		}
		waits(true);
		await sleep(`${seconds} seconds`);
	}
}

/** Whether a block ended because somebody terminated or cancelled it: none of its own doing, nor of its bench's. */
export function wasEndedByHand(error: unknown): boolean {
	if (!(error instanceof ChildWorkflowFailure)) return false;
	const { cause } = error;
	return [TerminatedFailure, CancelledFailure, TimeoutFailure].some((kind) => cause instanceof kind);
}

function inputOf({ plan, at, model, again }: BlockOrder): CollectInput {
	const { config, rubric } = plan;
	const block = blockOf(plan, model);
	const record = {
		at,
		bench: workflowInfo().workflowId,
		settings: block.settings,
		rubric,
		judges: plan.judges,
		diversity: config.diversity,
	};
	return { gpu: null, block, record, ...(again && { again: 'ended' }) };
}

function busy(at: ExperimentAddress, model: PlannedModel, other: string): ApplicationFailure {
	const message = `${other} is filling the cells of ${model.name} in experiment ${at.experiment}; wait for it, cancel it, or use another experiment`;
	return ApplicationFailure.create({ type: 'ExperimentBusy', message, nonRetryable: true });
}
