import { z } from 'zod';
import type { NamedHash } from '../domain/bench/cell';
import { readObject } from '../domain/bench/config-input';
import { boolean, number } from '../domain/bench/config-values';
import type { ReasonCounts } from '../domain/bench/reasons';
import type { PlannedJudge } from '../domain/judging/auto-judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import type { JudgeProgress } from '../domain/judging/judge-progress';
import type { ExperimentAddress } from './experiment';

/** The workflow type of an auto judge at work on one experiment. */
export const judgeWorkflowType = 'judge';

/** The workflow id of an auto judge's work: one at a time scores an experiment. */
export function judgeWorkflowId(experiment: string, kind: string): string {
	return `${judgeWorkflowType}/${experiment}/${kind}`;
}

/** What a person, or a bench, gives the workflow `judge`. */
export const judgeOrderSchema = z.strictObject({
	experiment: z.string().trim().min(1),
	/** The auto judge; the one that the experiment's runs name where it is left out. */
	kind: z.string().trim().min(1).optional(),
	/** Whether runs that it has scored before, or left unscored, are scored again. */
	again: boolean.default(false),
	/** Where the runs are; the MLflow of the experiment's newest bench, else the worker's, where it is left out. */
	mlflow_url: z.string().optional(),
	/** Task queue → Ollama address, as in a bench's config; the newest bench's, else the worker's own Ollama. */
	gpus: z.preprocess(readObject, z.record(z.string(), z.string())).optional(),
	/** The same limit for a judge on an Ollama as `max_model_b` for a contestant. Billions of parameters. */
	max_judge_b: number(z.number().positive()).optional(),
});

export type JudgeOrder = z.input<typeof judgeOrderSchema>;

/** What an auto judge is to do, with nothing left to the worker's surroundings but addresses and keys of an endpoint. */
export interface JudgePlan {
	readonly at: ExperimentAddress;
	readonly rubric: NamedHash;
	readonly judge: PlannedJudge;
	/** Task queue → Ollama address. */
	readonly gpus: Readonly<Record<string, string>>;
	readonly again: boolean;
	/**
	 * Milliseconds since 1970. An answer that a worker kept on its disk is taken up again where it was made since; one from
	 * before only where it has scores, and `again` is not asked for.
	 */
	readonly planned_at: number;
	/** What a person should know. */
	readonly notes: readonly string[];
}

/** One run to be judged. What it holds is read from MLflow by the worker. */
export interface JudgeItem extends Pick<JudgePlan, 'at' | 'rubric' | 'judge' | 'again' | 'planned_at'> {
	readonly run_id: string;
	/** The Ollama of the GPU at work; `null` for an endpoint. */
	readonly ollama_url: string | null;
}

/** Which runs are looked for: those that a judge has yet to score. */
export interface UnjudgedQuestion {
	/** At most so many. */
	readonly most: number;
	/** Those that began earlier were looked at before. Milliseconds since 1970; 0 at first. */
	readonly from: number;
	/** What was scored or left unscored since then is not looked for again. Milliseconds since 1970. */
	readonly since: number;
	/** Whether to count all that there are, which reads the whole experiment. */
	readonly count: boolean;
}

/** Runs that wait for an auto judge, in the order of their start. */
interface Unjudged {
	readonly run_ids: readonly string[];
	/** Where to look on; `null` where there are no more. */
	readonly next: number | null;
	/** How many there are in all; `null` where that was not asked. */
	readonly total: number | null;
}

/** What an auto judge ends with. */
export interface JudgeResult
	extends Pick<JudgeProgress, 'kind' | 'scored' | 'prompt_tokens' | 'output_tokens' | 'cost'> {
	readonly experiment: string;
	/** Runs that it left unscored, by the reason. */
	readonly unscored: ReasonCounts;
	/** Why it went no further, where something stopped it: the money limit, a key that is refused. */
	readonly stopped: string | null;
}

/** What an auto judge hands to the next run of its chain. */
export interface CarriedJudge {
	/** The run that hands it on. Nobody who starts one can know it, so that no input of theirs is taken for this. */
	readonly from: string;
	/** Left out where the next run plans anew. */
	readonly plan?: JudgePlan;
	readonly progress: JudgeProgress;
	/** When the chain began: what was scored or left unscored since is not looked for again. Milliseconds since 1970. */
	readonly since: number;
	/** Where to look on, `null` where there is nothing more. Milliseconds since 1970. */
	readonly cursor: number | null;
	/** The first of its runs, looked for while the last ones were asked about: it begins with them at once. */
	readonly left?: readonly string[];
	/** What one run of MLflow's has cost at most so far. */
	readonly dearest: number | null;
}

/** The activities of the auto tier on the queue `bench`. */
export interface JudgeActivities {
	/**
	 * Checks an order whole.
	 * @throws InvalidConfig with every fault, UnknownName, ExperimentDeleted, OllamaUnavailable, MlflowUnavailable,
	 * MlflowRefused, JudgeUnavailable, JudgeRefused
	 */
	planJudge(order: JudgeOrder): Promise<JudgePlan>;
	/** The runs that the judge has yet to score: committed, valid, with candidates. */
	unjudgedRuns(plan: JudgePlan, question: UnjudgedQuestion): Promise<Unjudged>;
	/**
	 * Asks an endpoint for one run's scores.
	 * @throws JudgeUnavailable (tried again), JudgeRefused, JudgeChanged, PromptChanged, MlflowUnavailable, MlflowRefused
	 */
	judgeByEndpoint(item: JudgeItem): Promise<AutoJudgment>;
	/** Writes judgments into their runs; doing it again changes nothing. */
	recordJudgments(plan: JudgePlan, judgments: readonly AutoJudgment[]): Promise<void>;
	/** On how many runs auto and lazy judges are apart; `null` where there is no auto tier beside a lazy one. */
	countDisagreements(at: ExperimentAddress, rubric: string, delta: number): Promise<number | null>;
	/** Draws the runs that the lazy tier is asked about, among those for which that is not decided yet. */
	drawSpotChecks(at: ExperimentAddress, rubric: string, asked: SpotCheckOrder): Promise<SpotChecks>;
}

/** Which part of the runs the lazy tier scores too. */
export interface SpotCheckOrder {
	/** Of those that are chosen by chance, 0–1. */
	readonly share: number;
	/** Runs whose samples differ by more are taken for certain. */
	readonly delta: number;
}

/** What came of a draw. */
interface SpotChecks {
	/** Runs that wait for the lazy tier now, and those that do not. */
	readonly drawn: number;
	readonly not_drawn: number;
}

/** The activity of the auto tier on a GPU's queue. */
export interface JudgeGpuActivities {
	/** As `judgeByEndpoint`, by a model that the Ollama of this GPU has alone in memory. */
	judgeOnGpu(item: JudgeItem): Promise<AutoJudgment>;
}
