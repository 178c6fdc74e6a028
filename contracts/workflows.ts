import { z } from 'zod';
import type { BlockPlan } from '../domain/bench/cell';
import type { ConfigInput } from '../domain/bench/config';
import type { IndexRanges } from '../domain/bench/index-ranges';
import type { ReasonCounts } from '../domain/bench/reasons';
import type { FailedCell, Status } from '../domain/bench/status';
import { troubleSchema } from '../domain/bench/troubles';
import type { Wait, WaitRules } from '../domain/bench/wait';
import type { Lease } from '../domain/gpu/lease';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import type { GateAsked } from '../domain/ranking/gate/gate-config';
import type { GateDecision } from '../domain/ranking/gate/gate-document';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import type { RecordInput } from './activities';
import type { ExperimentAddress } from './experiment';

/** A GPU: the task queue that stands for it, and the Ollama that serves it. */
export const gpuSchema = z.object({ queue: z.string(), ollama_url: z.string() });

export type Gpu = Readonly<z.infer<typeof gpuSchema>>;

const count = z.int().min(0);

const reasonCounts = z.record(z.string().max(300), count).readonly();

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
	/** The share of its weights that is on the GPU, where a part is not. */
	gpu_share: z.number().min(0).max(1).nullable().default(null),
	/** Of the recorded cells those that say nothing about a prompt, and the failed ones, by the reason. */
	invalid: reasonCounts.optional(),
	failures: reasonCounts.optional(),
	/** The failed cells since it last told of some, at most a hundred in all. */
	newly_failed: z
		.array(z.object({ cell: z.string().max(1_000), reason: z.string().max(1_000) }))
		.max(100)
		.readonly()
		.optional(),
});

export type BlockProgress = Readonly<z.infer<typeof blockProgressSchema>>;

/** A block tells its bench whether it has work for the GPU: `idle` gives its turn back, `wanting` asks for the next. */
export const blockTurnSchema = z.object({
	digest: z.string(),
	state: z.enum(['idle', 'wanting']),
	/** Whether it is `idle` because it was paused. */
	paused: z.boolean().optional(),
});

export type BlockTurn = Readonly<z.infer<typeof blockTurnSchema>>;

/** A block tells its bench why it stands still; none means that it goes on. */
export const blockTroublesSchema = z.object({
	digest: z.string(),
	troubles: z.array(troubleSchema).max(20).readonly(),
});

export type BlockTroubles = Readonly<z.infer<typeof blockTroublesSchema>>;

/** What a lease tells whom it lends its GPU to; see `Grant`. */
export const grantSchema = z.object({
	queue: z.string(),
	run: z.string(),
	number: z.int(),
	model: z.object({ name: z.string(), digest: z.string(), ollama_url: z.string() }),
});

/** What a block ends with. */
export interface BlockResult extends BlockProgress {
	readonly invalid: ReasonCounts;
	readonly failures: ReasonCounts;
	/** At most the first hundred. */
	readonly failed_cells: readonly FailedCell[];
}

/** The input of the workflow `collect`: one model's cells. */
export interface CollectInput {
	/** The GPU that it has the turn on; `null` at the beginning, and where it gave the turn back. */
	readonly gpu: Gpu | null;
	readonly block: BlockPlan;
	readonly record: RecordInput;
	/**
	 * Set where an earlier run of this block was ended by hand, or reset: what it had accepted may not be recorded, and
	 * Temporal may no longer know of it.
	 */
	readonly again?: 'ended' | 'reset';
	/** Set when it continues as new: what is left, and what came of the rest. */
	readonly carried?: CarriedBlock;
}

/** What a block hands to the next run of its chain. */
interface CarriedBlock {
	readonly missing: IndexRanges;
	readonly result: BlockResult;
	readonly paused: boolean;
	/** How often the bench was told why the block stands still. */
	readonly troublesTold?: number;
}

/** The input of the workflow `gpu-lease`. */
export interface LeaseInput {
	/** The task queue that stands for the GPU. */
	readonly queue: string;
	/** Set when it continues as new, with the run that hands it on; see {@link CarriedBench}. */
	readonly carried?: Lease;
	readonly from?: string;
	/** Set where that run was reset: whoever it takes for the holder may have given the GPU back since. */
	readonly doubted?: boolean;
	/** Set where it was cancelled, and somebody needed it still. */
	readonly ending?: boolean;
}

/** What the query of a lease answers; times in ISO 8601. */
export interface LeaseStatus {
	readonly queue: string;
	readonly holder: { readonly workflow: string; readonly model: string; readonly since: string } | null;
	readonly waiting: readonly { readonly workflow: string; readonly wants: readonly string[]; readonly since: string }[];
	/** The model in memory as far as the lease knows; a person's own is not its business. */
	readonly resident: string | null;
}

/** What a bench hands to the next run of its chain. */
export interface CarriedBench {
	/** The run that hands it on. Nobody who starts a bench can know it, so that no input of theirs is taken for this. */
	readonly from: string;
	readonly judged: { readonly count: number; readonly partial: boolean };
	readonly paused: boolean;
	/** Set once the bench waits for its judge: all that it needs from then on. Else the next run plans anew. */
	readonly awaiting?: AwaitingBench;
}

/** What a bench that waits for its judge has to know. */
export interface AwaitingBench {
	readonly at: ExperimentAddress;
	readonly rubric: string;
	readonly judges: JudgeTiers;
	/** From which difference on a run is a disagreement: more than this. */
	readonly judge_delta: number;
	/** The defaults where an older run hands it on. */
	readonly rules?: WaitRules;
	/** What its gate is asked, where it has one. */
	readonly gate?: GateAsked;
	/** From which agreement an auto judge may decide it; the default where an older run hands it on. */
	readonly min_kappa?: number;
	/** How it has waited so far; it begins to wait where there is none. */
	readonly wait?: Wait;
	readonly status: Status;
}

/** The workflow id of a block: one writer at a time fills a model's cells of an experiment. */
export function blockWorkflowId(at: Pick<ExperimentAddress, 'experiment'>, digest: string): string {
	return `${blockWorkflowType}/${at.experiment}/${digest}`;
}

/** The queue of all workflows, and of the activities that wait for the network only. */
export const benchQueue = 'bench';

/** The workflow type of a bench. */
export const benchWorkflowType = 'bench';

/** The workflow type `bench`, as whoever starts one sees it. */
export type BenchWorkflow = (input: ConfigInput | null) => Promise<BenchResult>;

/** What a bench ends with: the leaderboard, and what is in no run of MLflow's. */
export interface BenchResult extends Leaderboard {
	/** Set where runs wait for a score still, so that the ranking is of a part. */
	readonly partial?: true;
	/** What its gate has decided, where it has one. */
	readonly gate?: GateDecision;
	/** Why its auto judge left some of them unscored. */
	readonly unscored?: ReasonCounts;
	/** Left out where no cell failed. */
	readonly failed?: {
		readonly cells: number;
		readonly reasons: ReasonCounts;
		/** At most the first hundred. */
		readonly named: readonly FailedCell[];
	};
}

/** The workflow type of a block. */
export const blockWorkflowType = 'collect';

/** The workflow type of a lease. */
export const leaseWorkflowType = 'gpu-lease';

/** The queue whose lease has this workflow id, `null` where it is no lease's. */
export function leaseQueueOf(workflowId: string): string | null {
	const prefix = leaseWorkflowId('');
	return workflowId.startsWith(prefix) && workflowId !== prefix ? workflowId.slice(prefix.length) : null;
}

/** The workflow id of a GPU's lease. */
export function leaseWorkflowId(queue: string): string {
	return `${leaseWorkflowType}/${queue}`;
}

/** What a bench keeps with its execution, for those who look for it: which experiment it fills, and where. */
export const benchMemoSchema = z.object({
	experiment: z.string().optional(),
	mlflow_url: z.string().optional(),
	/** Task queue → Ollama address. */
	gpus: z.record(z.string(), z.string()).optional(),
});

export type BenchMemo = z.infer<typeof benchMemoSchema>;
