import type { BlockPlan, Cell, NamedHash } from '../domain/bench/cell';
import type { ConfigInput } from '../domain/bench/config';
import type { Generation } from '../domain/bench/generation';
import type { IndexRanges } from '../domain/bench/index-ranges';
import type { BenchPlan } from '../domain/bench/plan';
import type { JudgeFileOutside } from '../domain/bench/status';
import type { LeaseRequest } from '../domain/gpu/lease-messages';
import type { Applied } from '../domain/judging/applied';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import type { GateAsked } from '../domain/ranking/gate/gate-config';
import type { GateDecision } from '../domain/ranking/gate/gate-document';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import type { ExperimentAddress } from './experiment';
import type { JudgeActivities, JudgeGpuActivities } from './judge';
import type { NightActivities } from './nightly';
import type { OptimizeActivities } from './optimize';
import type { PendingWork, PendingWorkAsked } from './pending-work';

/** What one cell's generation needs; prompt and scenario are read from their files by the worker. */
export interface GenerateInput {
	readonly ollama_url: string;
	readonly cell: Cell;
	readonly settings: BlockPlan['settings'];
	/** The run of the block that asked. A run that was made of it by a reset decides anew which cells it needs. */
	readonly asked_by: string;
	/** Whether an earlier run of the block may have had this answer, and Temporal no longer knows of it. */
	readonly again: boolean;
}

/** What the records of a block's cells have in common. */
export interface RecordInput {
	readonly at: ExperimentAddress;
	/** Workflow id of the bench. */
	readonly bench: string;
	readonly settings: BlockPlan['settings'];
	readonly rubric: NamedHash;
	readonly judges: JudgeTiers;
	readonly diversity: boolean;
}

/** A cell and what its model has answered. */
export interface Answer {
	readonly cell: Cell;
	readonly generation: Generation;
}

/** Done by the worker that runs the workflow, so that no full queue delays it. */
export interface LocalActivities {
	/** What Temporal knows of the activities that somebody waits for. */
	pendingWork(asked: PendingWorkAsked): Promise<PendingWork>;
	/** Whether this worker has an address to which events of benches go. */
	hasWebhook(): Promise<boolean>;
}

/** An answer that an earlier run of a block had accepted and not recorded when it was ended. */
export interface FormerAnswer extends Answer {
	/** The uncommitted run that was made for it: filling another one might double the cell. `null` where there is none. */
	readonly run_id: string | null;
}

/** What is left of the earlier runs of a block, as much as fits into one message. */
interface FormerAnswers {
	/**
	 * How many answers those runs had not seen recorded, whoever has done that since. Where there are none, nothing of
	 * theirs can still be on its way to MLflow either.
	 */
	readonly unrecorded: number;
	readonly answers: readonly FormerAnswer[];
	/** Whether there are more, to be asked for when these are recorded. */
	readonly more: boolean;
}

/** The activities of the queue `bench`: they wait for the network, never for a GPU. */
export interface BenchActivities extends JudgeActivities, NightActivities, OptimizeActivities {
	/**
	 * Checks the input whole, against the data files, Ollama and MLflow; makes the experiment.
	 * @throws InvalidConfig with every fault, ExperimentDeleted, OllamaUnavailable, MlflowUnavailable, MlflowRefused
	 */
	plan(input: ConfigInput | null): Promise<BenchPlan>;
	/** Asks the lease of a GPU's queue, starting it where there is none. Asking again keeps the place in the line. */
	askForGpu(queue: string, request: LeaseRequest): Promise<void>;
	/** Whether this very run of a workflow still runs. */
	isRunning(workflowId: string, runId: string): Promise<boolean>;
	/**
	 * The ids of those `generate` activities of the asking workflow's run that workers work on: of each worker the one that
	 * it took up first, since it takes them up one after the other and works on them in that order.
	 */
	cellsAtWork(): Promise<string[]>;
	/**
	 * The workflow id of the bench whose block this is; `null` where the block has ended, or that bench has. A block that
	 * its bench left behind is told to record what it has, and to end.
	 */
	benchOfBlock(blockWorkflowId: string): Promise<string | null>;
	/**
	 * What earlier runs of the asking block had accepted and not recorded when somebody ended them: those of the block's
	 * cells that the experiment still lacks.
	 * @throws PromptChanged, MlflowUnavailable, MlflowRefused
	 */
	formerAnswers(at: ExperimentAddress, block: BlockPlan): Promise<FormerAnswers>;
	/**
	 * The indexes of a block's cells that the experiment does not have yet.
	 * @throws PromptChanged, MlflowUnavailable, MlflowRefused
	 */
	missingCells(at: ExperimentAddress, block: BlockPlan): Promise<IndexRanges>;
	/**
	 * Deletes the uncommitted runs of one model of a bench: an activity that nobody waits for any longer may still be
	 * filling one. Call it while nobody else records that model's cells.
	 */
	sweepBlock(at: ExperimentAddress, bench: string, digest: string): Promise<void>;
	/**
	 * The scenarios at some places of the planned set, in the order of the places.
	 * @throws PromptChanged
	 */
	scenariosAt(planned: BlockPlan['scenarios'], places: IndexRanges): Promise<NamedHash[]>;
	/**
	 * Makes an uncommitted run for each cell; only one whose id has reached history is ever filled and committed.
	 * @param cells with the milliseconds since 1970 at which its generation began
	 * @returns the runs' ids, in the order of the cells
	 */
	createRuns(input: RecordInput, cells: readonly { cell: Cell; started_at: number }[]): Promise<string[]>;
	/** Writes everything into the runs, the commit mark last in each; doing it again changes nothing. */
	fillRuns(input: RecordInput, runs: readonly (Answer & { run_id: string })[]): Promise<void>;
	/** Deletes the bench's uncommitted runs, then writes the runs that wait for a score into the judge file. */
	exportPending(at: ExperimentAddress, bench: string, rubric: string, exportDir: string): Promise<ExportResult>;
	/**
	 * Applies a judge file that lies on the worker's machine, against the worker's MLflow.
	 * @throws JudgeFileInvalid, JudgmentConflict, MlflowUnavailable, MlflowRefused
	 */
	applyJudgeFile(path: string): Promise<Applied>;
	/** How many runs of the experiment wait for a score. */
	countPending(at: ExperimentAddress): Promise<number>;
	/**
	 * The leaderboard, from MLflow alone.
	 * @param minKappa the bench's `min_kappa`; the usual one where an older bench does not say
	 */
	compare(at: ExperimentAddress, rubric: string, minKappa?: number): Promise<Leaderboard>;
	/** Asks a gate, and keeps its decision in MLflow: asked again, it answers the same. @param minKappa as for `compare` */
	askGate(at: ExperimentAddress, rubric: string, asked: GateAsked, minKappa?: number): Promise<GateDecision>;
}

/** Where the judge file went, and how many runs it holds. */
interface ExportResult {
	readonly path: string;
	readonly pending: number;
	/** As a person reaches it, where the worker runs in a container and they do not. */
	readonly outside: JudgeFileOutside;
}

/** What loading a model found and did. */
interface Loaded {
	/** The names of the models that were evicted. */
	readonly evicted: readonly string[];
	/** The share of its weights that is on the GPU, where a part is not: between 0 and 1; `null` where all is well. */
	readonly gpu_share: number | null;
}

/** The data files of a block, as they were when it was planned. */
type PlannedData = Pick<BlockPlan, 'prompts' | 'scenarios' | 'planned_by'>;

/** The activities of a `gpu` queue: one at a time has the turn at the Ollama. */
export interface GpuActivities extends JudgeGpuActivities {
	/**
	 * Makes a model the only resident one: evicts every other, waits until they have left memory, loads, verifies.
	 * @param planned what the block was planned with, so that a worker with other files says so before it loads
	 * @returns what had to go for it, and where its weights are
	 * @throws PromptChanged, ModelNotFound, ModelChanged, OllamaRefused, OllamaUnavailable, ModelBroke
	 */
	load(ollamaUrl: string, model: Cell['model'], numCtx: number, planned?: PlannedData): Promise<Loaded>;
	/** @throws GenerationFailed, PromptChanged, OllamaUnavailable, Superseded */
	generate(input: GenerateInput): Promise<Generation>;
	/** Unloads one model where it is resident, and sees it gone; others, such as a person's own, stay. */
	unload(ollamaUrl: string, digest: string): Promise<void>;
}
