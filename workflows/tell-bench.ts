import {
	CancellationScope,
	getExternalWorkflowHandle,
	type SignalDefinition,
	workflowInfo,
} from '@temporalio/workflow';
import { progressSignal, troublesSignal, turnSignal } from '../contracts/messages';
import type { BlockTurn } from '../contracts/workflows';
import { isNews, type Trouble } from '../domain/bench/troubles';
import type { BlockRun } from './block-run';

/** Tells the bench how far the block is. Nothing needs to wait for it, least of all the GPU. */
export async function tellProgress(block: BlockRun): Promise<void> {
	const { failed_cells: named, ...progress } = block.result;
	const newly_failed = named.slice(block.failuresTold);
	block.failuresTold = named.length;
	await tell(block, progressSignal, { ...progress, newly_failed });
}

/** A block that comes to stand still again and again tells its bench so often, then once an hour: its history is bounded. */
const troublesToldFreely = 100;
const hourMs = 3600_000;

/** What tells the bench why the block stands still, or that it goes on, where that is news to it. */
export function troublesTeller(block: BlockRun): (troubles: readonly Trouble[]) => void {
	let told: readonly Trouble[] = [];
	let toldAt = Number.NEGATIVE_INFINITY;
	return (troubles) => {
		if (!isNews(told, troubles)) return;
		const now = Date.now();
		const isRare = block.troublesTold < troublesToldFreely || now - toldAt >= hourMs;
		if (troubles.length > 0 && !isRare) return;
		[told, toldAt] = [troubles, now];
		block.troublesTold += 1;
		void tellTroubles(block, troubles);
	};
}

/** Tells the bench why the block stands still, or with an empty list that it does not. */
export async function tellTroubles(block: BlockRun, troubles: readonly Trouble[]): Promise<void> {
	await tell(block, troublesSignal, { digest: block.input.block.model.digest, troubles });
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
