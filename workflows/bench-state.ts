import { failedCellsNamed, initialStatus, type Status } from '../domain/status';
import type { BlockProgress, BlockResult } from './contract';

/** What a bench knows of itself; the query `status` and the current details are views of it. */
export interface BenchState {
	readonly status: Status;
	/** The plan's models, and how many cells of each the experiment had then. */
	readonly models: Map<string, number>;
	/** The last word of every block, by model. */
	readonly blocks: Map<string, BlockProgress>;
	/** How often `judged` came, and whether any of them said that it is enough to compare what is scored. */
	judged: { count: number; partial: boolean };
	/** When collecting began, in milliseconds of workflow time. */
	collectingSince: number;
}

/** The state of a bench that has just begun. */
export function initialState(experiment: string): BenchState {
	return {
		status: initialStatus(experiment),
		models: new Map(),
		blocks: new Map(),
		judged: { count: 0, partial: false },
		collectingSince: 0,
	};
}

/**
 * Takes in how far a block is.
 * @param now milliseconds of workflow time, for the estimate of what is left
 */
export function noteProgress(state: BenchState, progress: BlockProgress, now: number): void {
	const known = state.blocks.get(progress.model);
	state.blocks.set(progress.model, progress);
	if (known === undefined || known.evicted.length === 0) {
		// The bench's own earlier model had its turn; only what others were using is worth a word.
		for (const name of progress.evicted.filter((each) => !state.models.has(each))) {
			state.status.notes.push(`${name} was in memory and had to go for ${progress.model}`);
		}
	}
	const blocks = [...state.blocks.values()];
	const sum = (count: (block: BlockProgress) => number) => blocks.reduce((total, block) => total + count(block), 0);
	const { cells } = state.status;
	cells.done = sum((block) => block.done);
	cells.failed = sum((block) => block.failed);
	const reused = [...state.models].map(([model, planned]) => state.blocks.get(model)?.reused ?? planned);
	cells.reused = reused.reduce((total, each) => total + each, 0);
	const left = cells.total - cells.done - cells.failed - cells.reused;
	const pace = cells.done === 0 ? null : (now - state.collectingSince) / 1000 / cells.done;
	state.status.seconds_left = pace === null ? null : Math.round(pace * left);
}

/** Takes in what came of a block. */
export function noteResult(state: BenchState, result: BlockResult, now: number): void {
	const { failed_cells, ...progress } = result;
	noteProgress(state, progress, now);
	state.status.failed_cells = [...state.status.failed_cells, ...failed_cells].slice(0, failedCellsNamed);
}
