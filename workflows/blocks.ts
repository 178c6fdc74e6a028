import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
	ApplicationFailure,
	CancellationScope,
	ChildWorkflowCancellationType,
	executeChild,
	ParentClosePolicy,
	workflowInfo,
} from '@temporalio/workflow';
import type { ExperimentAddress } from '../activities/contract';
import type { PlannedModel } from '../domain/cell';
import { countCells } from '../domain/cell';
import { type BenchPlan, blockOf } from '../domain/plan';
import { bench as io } from './activity-stubs';
import { type BenchState, noteResult } from './bench-state';
import type { collect } from './collect';
import { blockWorkflowId, type CollectInput, type Gpu } from './contract';
import { withGpu } from './gpu-turn';

/** Runs the blocks of all models that lack cells, each on whichever GPU is free. */
export async function fillBlocks(
	plan: BenchPlan,
	at: ExperimentAddress,
	state: BenchState,
	show: () => void,
): Promise<void> {
	const waiting = plan.models.filter((model) => countCells(blockOf(plan, model)) > (plan.reused[model.digest] ?? 0));
	const gpus = Object.entries(plan.config.gpus).map(([queue, ollama_url]) => ({ queue, ollama_url }));
	const work = gpus.map((gpu) =>
		withGpu(
			gpu,
			waiting,
			async (model) => {
				state.status.models_at_work.push(model.name);
				show();
				try {
					noteResult(state, await fillBlock(plan, at, model, gpu), Date.now());
				} catch (error) {
					// The other GPUs begin nothing more for a bench that has failed.
					waiting.length = 0;
					throw error;
				} finally {
					state.status.models_at_work = state.status.models_at_work.filter((name) => name !== model.name);
				}
				show();
			},
			(text) => state.status.notes.push(text),
		),
	);
	// All GPUs are seen to their end, so that none works on for a bench that has already failed.
	const ended = await CancellationScope.nonCancellable(() => Promise.allSettled(work));
	const failed = ended.find((each) => each.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
}

async function fillBlock(plan: BenchPlan, at: ExperimentAddress, model: PlannedModel, gpu: Gpu) {
	const workflowId = blockWorkflowId(at, model.digest);
	const { config, rubric } = plan;
	const record = {
		at,
		bench: workflowInfo().workflowId,
		rubric,
		judge_kinds: config.judge_kind,
		diversity: config.diversity,
	};
	const input: CollectInput = { gpu, block: blockOf(plan, model), record };
	try {
		return await executeChild<typeof collect>('collect', {
			workflowId,
			args: [input],
			staticSummary: `${model.name} for ${at.experiment}`,
			// A bench that is terminated leaves its block time to record what the model has already answered.
			parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
			cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
		});
	} catch (error) {
		if (error instanceof WorkflowExecutionAlreadyStartedError) throw await busy(at, model, workflowId);
		throw error;
	}
}

async function busy(at: ExperimentAddress, model: PlannedModel, workflowId: string): Promise<ApplicationFailure> {
	const other = (await io.benchOfBlock(workflowId)) ?? 'a bench that has just ended';
	const message = `${other} is filling the cells of ${model.name} in experiment ${at.experiment}; wait for it, cancel it, or use another experiment`;
	return ApplicationFailure.create({ type: 'ExperimentBusy', message, nonRetryable: true });
}
