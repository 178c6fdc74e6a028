import {
	CancellationScope,
	getExternalWorkflowHandle,
	type SignalDefinition,
	workflowInfo,
} from '@temporalio/workflow';
import { progressSignal, turnSignal } from '../contracts/messages';
import type { BlockTurn } from '../contracts/workflows';
import type { BlockRun } from './block-run';

/** Tells the bench how far the block is. Nothing needs to wait for it, least of all the GPU. */
export async function tellProgress(block: BlockRun): Promise<void> {
	const { failed_cells: _named, ...progress } = block.result;
	await tell(block, progressSignal, progress);
}

/** Tells the bench whether the block has work for the GPU. */
export async function tellTurn(block: BlockRun, state: BlockTurn['state']): Promise<void> {
	const paused = state === 'idle' && block.paused;
	await tell(block, turnSignal, { digest: block.input.block.model.digest, state, ...(paused && { paused }) });
}

async function tell<T>(block: BlockRun, signal: SignalDefinition<[T]>, payload: T): Promise<void> {
	const { parent } = workflowInfo();
	if (parent === undefined) return;
	try {
		await CancellationScope.nonCancellable(() =>
			getExternalWorkflowHandle(parent.workflowId, parent.runId).signal(signal, payload),
		);
	} catch {
		// A bench that was terminated or reset hears nothing; the block still ends what it has begun.
		block.unheard = true;
	}
}
