import { z } from 'zod';
import type { NamedHash } from '../domain/bench/cell';
import type { ConfigInput } from '../domain/bench/config';
import type { GateDecision } from '../domain/ranking/gate/gate-document';

/** The workflow type of a comparison of prompt versions, of which the winner becomes active. */
export const optimizeWorkflowType = 'optimize';

/** The workflow id of the comparison that fills an experiment; the same of a schedule's, and of its workflows' beginning. */
export function optimizeIdOf(experiment: string): string {
	return `${optimizeWorkflowType}/${experiment}`;
}

/** What one comparison does. */
export interface OptimizePlan {
	/** It fills this, and its bench has the same id. */
	readonly experiment: string;
	readonly model: string;
	readonly baseline: NamedHash;
	readonly candidates: readonly NamedHash[];
	/** The bench's input, its gate included. */
	readonly bench: ConfigInput;
	/** What a person should know. */
	readonly notes: readonly string[];
}

/** A prompt version that has won, and by what. */
export interface PromotionWish {
	readonly prompt: NamedHash;
	readonly workflow: string;
	readonly experiment: string;
	readonly model: string;
	readonly baseline: string;
	readonly gate_run: string;
	readonly reasons: readonly string[];
}

/** What came of it. */
interface PromotedAnswer {
	/** Which prompt version is active now. */
	readonly active: string | null;
	/** Why the winner is not; `null` where it is. */
	readonly refused: string | null;
}

/** The activities of comparisons, on the queue `bench`. */
export interface OptimizeActivities {
	/**
	 * Checks what is asked against the data files and MLflow, and finds out what `active` is.
	 * @param at when the comparison began: milliseconds since 1970
	 * @throws InvalidConfig with every fault, MlflowUnavailable, MlflowRefused
	 */
	planOptimize(input: unknown, at: number): Promise<OptimizePlan>;
	/**
	 * Cancels the bench of an experiment where an earlier run of the asking workflow has started it, so that another can
	 * go on from what it has recorded.
	 * @returns whether it was told so; `foreign` where somebody else has started it
	 */
	cancelOwnBench(experiment: string): Promise<'cancelled' | 'foreign' | 'ended'>;
	/** Makes the winner active, or says why not: asked again, it answers the same. @throws DataFileInvalid, FileUnwritable */
	promotePrompt(wish: PromotionWish): Promise<PromotedAnswer>;
}

/** What a comparison keeps with its execution, for those who list them. */
export const optimizeMemoSchema = z.object({
	/** `null` before it is planned. */
	experiment: z.string().nullable().default(null),
	model: z.string().nullable().default(null),
	baseline: z.string().nullable().default(null),
	candidates: z.array(z.string()).default([]),
	/** What the gate has said. */
	answer: z.enum(['promote', 'reject', 'not enough evidence']).nullable().default(null),
	/** The candidate that was decided about. */
	candidate: z.string().nullable().default(null),
	/** Whether it is active now. */
	promoted: z.boolean().default(false),
	/** Why, the first of them. */
	reasons: z.array(z.string()).default([]),
});

/** What the query `status` of a comparison answers. */
export interface OptimizeStatus extends z.infer<typeof optimizeMemoSchema> {
	phase: 'planning' | 'benching' | 'promoting' | 'done' | 'failed';
}

/** The status of one that has just begun. */
export function initialOptimizeStatus(): OptimizeStatus {
	return { phase: 'planning', ...optimizeMemoSchema.parse({}) };
}

/** What a comparison ends with. */
export interface OptimizeResult {
	readonly experiment: string;
	readonly model: string;
	readonly baseline: string;
	readonly candidates: readonly string[];
	readonly answer: GateDecision['answer'];
	readonly candidate: string | null;
	/** Whether the candidate is active now. */
	readonly promoted: boolean;
	/** In plain words, the one that decided first. */
	readonly reasons: readonly string[];
	readonly gate: GateDecision;
}

/** The workflow type `optimize`, as whoever starts one sees it. */
export type OptimizeWorkflow = (input: unknown) => Promise<OptimizeResult>;

/** What a comparison hands to the next run of its chain. */
export interface CarriedOptimize {
	/** The run that hands it on; see `CarriedBench`. */
	readonly from: string;
	/** When the first one began, so that a dated name stays the same: milliseconds since 1970. */
	readonly at: number;
}
