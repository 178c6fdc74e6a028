import { z } from 'zod';
import type { ExperimentAddress, RecordInput } from '../activities/contract';
import type { BlockPlan } from '../domain/cell';
import type { IndexRanges } from '../domain/index-ranges';
import type { FailedCell } from '../domain/status';

/** A GPU: the task queue that stands for it, and the Ollama that serves it. */
export interface Gpu {
	readonly queue: string;
	readonly ollama_url: string;
}

const count = z.int().min(0);

/** How far a block is. It comes as a signal, which anybody can send, so it is checked. */
export const blockProgressSchema = z.object({
	model: z.string(),
	/** Cells recorded by this block's workflow. */
	done: count,
	/** Cells that the experiment had before. */
	reused: count,
	failed: count,
	/** Models that were in memory and had to go, a person's too. */
	evicted: z.array(z.string()).readonly(),
});

export type BlockProgress = Readonly<z.infer<typeof blockProgressSchema>>;

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
