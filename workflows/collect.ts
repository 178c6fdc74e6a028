import {
	CancellationScope,
	condition,
	continueAsNew,
	getExternalWorkflowHandle,
	isCancellation,
	workflowInfo,
} from '@temporalio/workflow';
import { type Cell, cellAt, cellName, countCells } from '../domain/cell';
import type { Generation } from '../domain/generation';
import { fromRanges, toRanges } from '../domain/index-ranges';
import { failedCellsNamed } from '../domain/status';
import { bench, gpuActivities } from './activity-stubs';
import type { BlockResult, CollectInput } from './contract';
import { reasonOf } from './failure-reason';
import { progressSignal } from './messages';

/** Cells scheduled at once, so that the GPU finds the next one waiting when it ends one. */
const cellsAhead = 4;

/** About 9 events and 9 KB of history a cell: well below the limits of one run. */
const cellsBeforeContinuing = 500;

/** Long answers fill history sooner; Temporal ends a workflow at 50 MB. */
const bytesBeforeContinuing = 10_000_000;

/** Answers that may wait in history for MLflow before the block generates no more. */
const answersAhead = 200;

/** Fills one model's missing cells: load once, then generate cell by cell while earlier answers are recorded. */
export async function collect(input: CollectInput): Promise<BlockResult> {
	const { block, gpu } = input;
	const { load } = gpuActivities(gpu.queue);
	const missing = fromRanges(input.carried?.missing ?? (await bench.missingCells(input.record.at, block)));
	const result: Mutable<BlockResult> = input.carried
		? { ...input.carried.result }
		: emptyResult(block.model.name, countCells(block) - missing.length);
	if (missing.length === 0) return result;
	if (input.carried === undefined) {
		const summary = `load ${block.model.name}`;
		try {
			result.evicted = await load.executeWithOptions({ summary }, [
				gpu.ollama_url,
				block.model,
				block.settings.num_ctx,
			]);
		} catch (error) {
			if (isCancellation(error)) throw error;
			for (const index of missing) noteFailure(result, cellAt(block, index), error);
			return result;
		}
		await tellBench(result);
	}
	const begun = await fillCells(input, missing.slice(0, cellsBeforeContinuing), result);
	const left = missing.slice(begun);
	await tellBench(result);
	if (left.length === 0) return result;
	return continueAsNew<typeof collect>({ ...input, carried: { missing: toRanges(left), result } });
}

/** @returns how many of the cells were begun, from the first: fewer than all when history has grown large */
async function fillCells(
	input: CollectInput,
	indexes: readonly number[],
	result: Mutable<BlockResult>,
): Promise<number> {
	const reportEvery = Math.ceil(countCells(input.block) / 100);
	let generating = 0;
	let unrecorded = 0;
	let stop: { why: unknown } | undefined;
	const fill = async (cell: Cell) => {
		generating += 1;
		const generation = await generateCell(input, cell)
			.catch((error: unknown) => {
				if (isCancellation(error)) throw error;
				noteFailure(result, cell, error);
				return tellBench(result).then(() => undefined);
			})
			.finally(() => {
				generating -= 1;
			});
		if (generation === undefined) return;
		unrecorded += 1;
		// An accepted answer is recorded whatever happens to the bench: a cancel must not lose it.
		await CancellationScope.nonCancellable(() => recordCell(input, cell, generation));
		unrecorded -= 1;
		result.done += 1;
		if (result.done % reportEvery === 0) await tellBench(result);
	};
	const hasRoom = () => stop !== undefined || (generating < cellsAhead && unrecorded < answersAhead);
	const started: Promise<void>[] = [];
	for (const index of indexes) {
		await condition(hasRoom).catch((why: unknown) => {
			stop ??= { why };
		});
		if (stop !== undefined || workflowInfo().historySize > bytesBeforeContinuing) break;
		const cell = fill(cellAt(input.block, index));
		started.push(
			cell.catch((why: unknown) => {
				stop ??= { why };
			}),
		);
	}
	// Every cell is seen to its end: after a cancel a generation may still run while others have already ended.
	await CancellationScope.nonCancellable(() => Promise.all(started));
	if (stop !== undefined) throw stop.why;
	return started.length;
}

function generateCell({ gpu, block }: CollectInput, cell: Cell): Promise<Generation> {
	const { generate } = gpuActivities(gpu.queue);
	const input = { ollama_url: gpu.ollama_url, cell, settings: block.settings };
	return generate.executeWithOptions({ summary: cellName(cell) }, [input]);
}

async function recordCell({ record, block }: CollectInput, cell: Cell, generation: Generation): Promise<void> {
	const summary = cellName(cell);
	const input = { ...record, cell, settings: block.settings };
	const runId = await bench.createRun.executeWithOptions({ summary }, [input, generation.started_at]);
	await bench.fillRun.executeWithOptions({ summary }, [input, runId, generation]);
}

async function tellBench(result: BlockResult): Promise<void> {
	const { parent } = workflowInfo();
	if (parent === undefined) return;
	const { failed_cells: _named, ...progress } = result;
	try {
		await CancellationScope.nonCancellable(() =>
			getExternalWorkflowHandle(parent.workflowId, parent.runId).signal(progressSignal, progress),
		);
	} catch {
		// A bench that was terminated hears nothing; the block still ends what it has begun.
	}
}

function noteFailure(result: Mutable<BlockResult>, cell: Cell, error: unknown): void {
	result.failed += 1;
	if (result.failed_cells.length < failedCellsNamed) {
		result.failed_cells = [...result.failed_cells, { cell: cellName(cell), reason: reasonOf(error) }];
	}
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function emptyResult(model: string, reused: number): Mutable<BlockResult> {
	return { model, done: 0, reused, failed: 0, evicted: [], failed_cells: [] };
}
