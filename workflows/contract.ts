import type { ExperimentAddress, RecordInput } from '../activities/contract';
import type { BlockPlan } from '../domain/cell';
import type { IndexRanges } from '../domain/index-ranges';
import type { FailedCell } from '../domain/status';

/** A GPU: the task queue that stands for it, and the Ollama that serves it. */
export interface Gpu {
	readonly queue: string;
	readonly ollama_url: string;
}

/** How far a block is. */
export interface BlockProgress {
	readonly model: string;
	/** Cells recorded by this block's workflow. */
	readonly done: number;
	/** Cells that the experiment had before. */
	readonly reused: number;
	readonly failed: number;
	/** Models that were in memory and had to go, a person's too. */
	readonly evicted: readonly string[];
}

/** What a block ends with. */
export interface BlockResult extends BlockProgress {
	/** At most the first hundred. */
	readonly failed_cells: readonly FailedCell[];
}

/** The input of the workflow `collect`: one model's cells on one GPU. */
export interface CollectInput {
	readonly gpu: Gpu;
	readonly block: BlockPlan;
	readonly record: Omit<RecordInput, 'cell' | 'settings'>;
	/** Set when it continues as new: what is left, and what came of the rest. */
	readonly carried?: { readonly missing: IndexRanges; readonly result: BlockResult };
}

/** The workflow id of a block: one writer at a time fills a model's cells of an experiment. */
export function blockWorkflowId(at: Pick<ExperimentAddress, 'experiment'>, digest: string): string {
	return `collect/${at.experiment}/${digest}`;
}
