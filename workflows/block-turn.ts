import { isCancellation } from '@temporalio/workflow';
import type { Gpu } from '../contracts/workflows';
import { asking, onGpu } from './activity-stubs';
import { type BlockRun, waitFor } from './block-run';
import { codeOf } from './failure-reason';
import { underway } from './standstill';
import { tellProgress, tellTurn } from './tell-bench';

/** Answers that may wait in history for MLflow before the block generates no more and gives its turn back. */
const answersAhead = 200;

/** It asks for the GPU again once so few are left. */
const answersLeft = 100;

/** How many models that had to go are named. */
const evictedNamed = 20;

/** Whether the block has to let the GPU go: a pause, or too many answers that wait for MLflow. */
export function mustRest({ paused, record }: BlockRun): boolean {
	return paused || record.unrecorded >= answersAhead;
}

/** Whether the block may generate: it has the turn on a GPU, its model is in memory there, and nothing makes it rest. */
export function hasTurn(block: BlockRun): boolean {
	return block.gpu !== null && block.loaded && !mustRest(block);
}

/**
 * Waits for the turn on a GPU and loads the model there. Where the block must rest it gives the turn back first, after
 * the running cell, and asks for it again when it can go on.
 */
export async function takeTurn(block: BlockRun): Promise<void> {
	if (block.gpu !== null && mustRest(block)) {
		if (block.paused) await setQueuedAside(block);
		await waitFor(block, () => block.running.length === 0);
		await endTurn(block);
	}
	if (block.gpu === null) {
		await waitFor(block, () => !block.paused && block.record.unrecorded < answersLeft);
		if (!block.asked && block.stop === null) await tellTurn(block, 'wanting');
		block.asked = true;
		await waitFor(block, () => block.gpu !== null);
	}
	if (block.gpu !== null && !block.loaded && block.stop === null && !mustRest(block)) await loadModel(block, block.gpu);
}

/** Tells the bench that the block needs the GPU no more, for now or for good. */
export async function endTurn(block: BlockRun): Promise<void> {
	if (block.gpu === null) return;
	block.gpu = null;
	block.loaded = false;
	block.asked = false;
	await tellTurn(block, 'idle');
}

/** Brings the block's model into memory, alone. What no retry mends breaks the whole block. */
async function loadModel(block: BlockRun, gpu: Gpu): Promise<void> {
	const { model, settings, prompts, scenarios, planned_by } = block.input.block;
	try {
		const { load } = onGpu(gpu.queue);
		const data = { prompts, scenarios, ...(planned_by !== undefined && { planned_by }) };
		const asked: Parameters<typeof load> = [gpu.ollama_url, model, settings.num_ctx, data];
		const loaded = await underway(block.underway, 'gpu', () =>
			load.executeWithOptions({ summary: `load ${model.name}` }, asked),
		);
		block.loaded = true;
		block.result.evicted = [...new Set([...block.result.evicted, ...(loaded.evicted ?? [])])].slice(0, evictedNamed);
		block.result.gpu_share = loaded.gpu_share ?? null;
		void tellProgress(block);
	} catch (error) {
		// A worker with other files cannot work on this bench at all: better no cell than every cell failed.
		if (isCancellation(error) || codeOf(error) === 'PromptChanged') throw error;
		block.broken = { why: error };
	}
}

/**
 * Cells that only wait for the GPU are taken out of the line. Which one it works on only Temporal knows: a queue does
 * not keep their order. One that is begun in this very moment is aborted, and generated later.
 */
async function setQueuedAside(block: BlockRun): Promise<void> {
	const atWork = await asking.cellsAtWork.executeWithOptions({ summary: 'which cell runs?' }, []);
	for (const each of block.running) {
		if (atWork.includes(each.activityId)) continue;
		each.setAside = true;
		each.scope.cancel();
	}
}
