import { CancellationScope, condition, isCancellation, workflowInfo } from '@temporalio/workflow';
import type { Cell } from '../domain/bench/cell';
import { cellName } from '../domain/bench/cell-name';
import { type Generation, generationSchema } from '../domain/bench/generation';
import { onGpu } from './activity-stubs';
import {
	type BlockRun,
	historyIsFull,
	isWorthTelling,
	noteFailure,
	type RunningCell,
	seeTo,
	waitFor,
} from './block-run';
import { endTurn, hasTurn, mustRest, takeTurn } from './block-turn';
import { recordAnswer } from './record-answers';
import { underway } from './standstill';
import { tellProgress } from './tell-bench';

/** Cells scheduled at once: one that the GPU works on, one that waits beside it in the worker, and four in the queue. */
const cellsAhead = 6;

/** Recording takes a moment; when it takes this long MLflow is away, and the GPU is of use to others. */
const patienceWithMlflow = '30 seconds';

/**
 * Generates and records cells, several at once but one at a time on the GPU.
 * @param last whether these are the block's last cells, so that the GPU is not kept while they are recorded
 * @returns the indexes that were not begun, ascending: none, unless history has grown large or the model cannot be loaded
 */
export async function fillCells(
	block: BlockRun,
	indexes: readonly number[],
	cellOf: (index: number) => Cell,
	last: boolean,
): Promise<number[]> {
	const left = [...indexes];
	const filling: Promise<void>[] = [];
	const fill = async (index: number) => {
		const cell = cellOf(index);
		const outcome = await generateCell(block, cell, `cell-${index}`);
		if (outcome === 'set aside') left.unshift(index);
		else if (outcome !== 'failed') recordAnswer(block, { cell, generation: outcome });
	};
	const hasRoom = () => left.length > 0 && block.running.length < cellsAhead;
	const allGenerated = () => left.length === 0 && block.running.length === 0;
	try {
		while (block.stop === null && block.broken === null && !allGenerated() && !historyIsFull()) {
			if (!hasTurn(block)) await takeTurn(block);
			const next = hasTurn(block) && hasRoom() ? left.shift() : undefined;
			if (next === undefined) {
				await waitFor(block, () => hasRoom() || mustRest(block) || allGenerated());
				continue;
			}
			filling.push(
				fill(next).catch((why: unknown) => {
					block.stop ??= { why };
				}),
			);
		}
	} catch (why) {
		block.stop ??= { why };
	}
	await seeRecorded(block, filling, last && left.length === 0);
	if (block.stop !== null) throw block.stop.why;
	return left.sort((a, b) => a - b);
}

/** Sees every begun cell to its end: after a cancel one may still run while others have ended. */
async function seeRecorded(block: BlockRun, filling: readonly Promise<void>[], done: boolean): Promise<void> {
	await seeTo(() => block.running.length === 0);
	await Promise.all(filling);
	const recorded = () => block.record.recorders === 0;
	if (!done && block.stop === null && block.broken === null) {
		await condition(recorded, patienceWithMlflow).catch((why: unknown) => {
			block.stop ??= { why };
		});
	}
	if (done || !recorded()) await endTurn(block);
	await seeTo(recorded);
}

async function generateCell(
	block: BlockRun,
	cell: Cell,
	activityId: string,
): Promise<Generation | 'failed' | 'set aside'> {
	const { gpu, input } = block;
	if (gpu === null) return 'set aside';
	const running: RunningCell = { scope: new CancellationScope(), activityId, setAside: false };
	block.running.push(running);
	try {
		const { block: plan, again } = input;
		const asked_by = workflowInfo().runId;
		const asked = { ollama_url: gpu.ollama_url, cell, settings: plan.settings, asked_by, again: again !== undefined };
		const { generate } = onGpu(gpu.queue);
		const answer = await underway(block.underway, 'gpu', () =>
			running.scope.run(() => generate.executeWithOptions({ activityId, summary: cellName(cell) }, [asked])),
		);
		// Anybody can complete an activity by hand, with anything: that is no answer of the model's.
		return generationSchema.safeParse(answer).data ?? 'set aside';
	} catch (error) {
		// However it ended: its worker may have died with it, which is no failure of the model's.
		if (running.setAside) return 'set aside';
		if (isCancellation(error)) throw error;
		noteFailure(block, cell, error);
		if (isWorthTelling(block)) void tellProgress(block);
		return 'failed';
	} finally {
		block.running.splice(block.running.indexOf(running), 1);
	}
}
