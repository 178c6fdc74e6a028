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
export async function tellProgress({ result }: BlockRun): Promise<void> {
	const { failed_cells: _named, ...progress } = result;
	await tell(progressSignal, progress);
}

/** Tells the bench whether the block has work for the GPU. */
export async function tellTurn({ input }: BlockRun, state: BlockTurn['state']): Promise<void> {
	await tell(turnSignal, { digest: input.block.model.digest, state });
}

async function tell<T>(signal: SignalDefinition<[T]>, payload: T): Promise<void> {
	const { parent } = workflowInfo();
	if (parent === undefined) return;
	try {
		await CancellationScope.nonCancellable(() =>
			getExternalWorkflowHandle(parent.workflowId, parent.runId).signal(signal, payload),
		);
	} catch {
		// A bench that was terminated hears nothing; the block still ends what it has begun.
	}
}
