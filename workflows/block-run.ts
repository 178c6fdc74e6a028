import { CancellationScope, condition, workflowInfo } from '@temporalio/workflow';
import type { Answer, FormerAnswer } from '../contracts/activities';
import type { BlockResult, CollectInput, Gpu } from '../contracts/workflows';
import { type Cell, countCells } from '../domain/bench/cell';
import { cellName } from '../domain/bench/cell-name';
import { addReason } from '../domain/bench/reasons';
import { failedCellsNamed } from '../domain/bench/status';
import { codedReasonOf, reasonOf } from './failure-reason';
import { emptyLine, type RecordLine } from './recorder';
import { nothingUnderway, type Underway } from './standstill';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A cell whose generation is scheduled or runs. */
export interface RunningCell {
	readonly scope: CancellationScope;
	readonly activityId: string;
	/** It was taken back from the queue for a pause, to be generated later. */
	setAside: boolean;
}

/** What one run of the workflow `collect` knows of itself. */
export interface BlockRun {
	readonly input: CollectInput;
	readonly result: Mutable<BlockResult>;
	/** The GPU that it has the turn on. */
	gpu: Gpu | null;
	/** Whether its model was loaded there. */
	loaded: boolean;
	/** Whether the bench knows that it wants a GPU; from the beginning it does. */
	asked: boolean;
	paused: boolean;
	/** Whether the bench could not be told something: it may be gone. */
	unheard: boolean;
	readonly running: RunningCell[];
	readonly record: RecordLine<Answer | FormerAnswer>;
	/** How many cells the bench has been told of, and how many failed ones by name. */
	told: number;
	failuresTold: number;
	/** How often the bench was told why the block stands still. */
	troublesTold: number;
	readonly underway: Underway;
	/** Why no further cell is begun: a cancel. */
	stop: { readonly why: unknown } | null;
	/** Why the model cannot be loaded, so that all its cells fail. */
	broken: { readonly why: unknown } | null;
}

const noReasons = { invalid: {}, failures: {} };

/** The state of a block's run that has just begun. */
export function openBlock(input: CollectInput): BlockRun {
	const { carried, gpu, block } = input;
	const fresh = {
		model: block.model.name,
		done: 0,
		reused: 0,
		failed: 0,
		evicted: [],
		gpu_share: null,
		failed_cells: [],
		...noReasons,
	};
	const result = { ...noReasons, ...(carried?.result ?? fresh) };
	const paused = carried?.paused ?? false;
	const asked = carried === undefined;
	return {
		// Where it was reset, another model may be in memory by now.
		...{ input, result, gpu, loaded: gpu !== null && carried !== undefined, asked, paused },
		...{
			unheard: false,
			running: [],
			record: emptyLine<Answer | FormerAnswer>(),
			told: result.done + result.failed,
			failuresTold: result.failed_cells.length,
			troublesTold: carried?.troublesTold ?? 0,
			underway: nothingUnderway(),
			stop: null,
			broken: null,
		},
	};
}

/** Waits until something holds, or the block has to stop. */
export async function waitFor(block: BlockRun, holds: () => boolean): Promise<void> {
	await condition(() => block.stop !== null || holds());
}

/** As {@link waitFor}, in spite of a cancel: what the model has answered is seen to its record. */
export async function seeTo(holds: () => boolean): Promise<void> {
	await CancellationScope.nonCancellable(() => condition(holds));
}

/** Counts a cell that was given up; the first hundred are named. */
export function noteFailure(block: BlockRun, cell: Cell, error: unknown): void {
	const { result } = block;
	result.failed += 1;
	result.failures = addReason(result.failures, codedReasonOf(error));
	if (result.failed_cells.length < failedCellsNamed) {
		result.failed_cells = [...result.failed_cells, { cell: cellName(cell), reason: reasonOf(error) }];
	}
}

/** Whether the history of this run is so large that the rest belongs into the next one. */
export function historyIsFull(): boolean {
	const { historySize, historyLength } = workflowInfo();
	return historySize > bytesBeforeContinuing || historyLength > eventsBeforeContinuing;
}

/** Looking why nothing goes on takes events too, where that happens again and again; Temporal ends a workflow at 51,200. */
const eventsBeforeContinuing = 20_000;

/** Long answers fill history sooner than many cells do; Temporal ends a workflow at 50 MB. */
const bytesBeforeContinuing = 10_000_000;

/** Whether to tell the bench now: at most a hundred times a block, since a bench's history is bounded too. */
export function isWorthTelling(block: BlockRun): boolean {
	const { done, failed } = block.result;
	if (done + failed - block.told < Math.ceil(countCells(block.input.block) / 100)) return false;
	block.told = done + failed;
	return true;
}
