import { z } from 'zod';
import type { NamedHash } from '../domain/bench/cell';
import type { PolicyName } from '../domain/policies/policy-names';
import type { EpisodeSetting } from '../domain/simulation/episode';
import type { PairResults } from '../domain/simulation/pair-results';
import type { PolicyDecision } from '../domain/simulation/policy-decision';
import type { PromotionAsked } from '../domain/simulation/promotion-document';
import type { PolicySummary, SimStatus } from '../domain/simulation/sim-status';
import type { ExperimentAddress } from './experiment';

/** The workflow type of a simulation. */
export const simWorkflowType = 'sim';

/** The workflow id by which our own client starts one: one at a time fills an experiment. */
export function simWorkflowId(experiment: string): string {
	return `${simWorkflowType}/${experiment}`;
}

/**
 * The queue of episodes. They take the processor whole, so they have workers, and a thread, of their own: on the queue
 * `bench` they would keep the recording of a bench's answers waiting.
 */
export const simQueue = 'sim';

/** What a simulation does, with nothing left to the worker's surroundings. */
export interface SimPlan {
	readonly at: ExperimentAddress;
	readonly setting: EpisodeSetting;
	readonly policies: readonly PolicyName[];
	/** Each by its name and its file's hash. */
	readonly personas: readonly NamedHash[];
	/** Episodes of each persona with each policy. */
	readonly seeds: number;
	/** Episodes that a worker is given at a time. */
	readonly batch: number;
	/** The server that is asked over HTTP; `null` where episodes run in the worker. */
	readonly serve_url: string | null;
	/** What the decision is asked; `null` where there is nobody to compare. */
	readonly asked: PromotionAsked | null;
	/** Whether the candidate is to become active where the answer is promote. */
	readonly promote: boolean;
	/** What a person should know. */
	readonly notes: readonly string[];
}

/** A (persona, policy) whose episodes are lacking, all or from some seed on. */
export interface LackingPair {
	readonly policy: PolicyName;
	/** The run that holds the episodes before `from`; `null` where there is none. */
	readonly base: string | null;
}

/** What of one persona is to be run: the same seeds for each of these policies. */
export interface PersonaWork {
	readonly persona: NamedHash;
	/** The first seed. */
	readonly from: number;
	readonly pairs: readonly LackingPair[];
}

/** What an experiment lacks of a plan. */
export interface Lacking {
	readonly work: readonly PersonaWork[];
	readonly reused: { readonly episodes: number; readonly pairs: number };
}

/** Some episodes of one persona: each of these seeds with each of these policies. */
export interface EpisodeBatch {
	readonly persona: NamedHash;
	readonly policies: readonly PolicyName[];
	readonly setting: EpisodeSetting;
	readonly from: number;
	readonly seeds: number;
	readonly serve_url: string | null;
}

/** One (persona, policy) on its way to MLflow. */
export interface PairToRecord extends LackingPair {
	readonly persona: NamedHash;
	readonly results: PairResults;
}

/** The activities of the queue `sim`. */
export interface SimActivities {
	/**
	 * Runs some episodes.
	 * @returns by policy, in the batch's order
	 * @throws PromptChanged where the persona's file is another one now; ServeUnavailable, ServeRefused over HTTP
	 */
	simulate(batch: EpisodeBatch): Promise<PairResults[]>;
}

/** What simulations have done on the queue `bench`. */
export interface SimRecordActivities {
	/**
	 * Checks the input whole; makes the experiment.
	 * @throws InvalidConfig with every fault, ExperimentDeleted, MlflowUnavailable, MlflowRefused
	 */
	planSim(input: unknown): Promise<SimPlan>;
	/** @throws MlflowUnavailable, MlflowRefused, RunDamaged */
	lackingEpisodes(plan: SimPlan): Promise<Lacking>;
	/** Makes an uncommitted run for each pair; only one whose id has reached history is ever committed. @returns their ids */
	createSimRuns(plan: SimPlanned, sim: string, pairs: readonly Omit<PairToRecord, 'results'>[]): Promise<string[]>;
	/** Writes everything into the runs, the commit mark last; doing it again changes nothing. */
	fillSimRuns(plan: SimPlanned, runs: readonly (PairToRecord & { readonly run_id: string })[]): Promise<void>;
	/** Deletes the simulation's uncommitted runs, and its users on the server that it asked. */
	sweepSim(plan: SimPlan, sim: string): Promise<void>;
	/** Compares the policies from MLflow alone, and keeps the decision there: asked again, it answers the same. */
	decideSim(plan: SimPlan): Promise<SimOutcome>;
	/**
	 * Makes the decision's candidate active, with the evidence. Doing it again changes nothing.
	 * @throws PromotionRefused, PoliciesInvalid
	 */
	promotePolicy(decision: PolicyDecision, mlflowUrl: string): Promise<void>;
}

/** As much of a plan as recording needs. */
export type SimPlanned = Pick<SimPlan, 'at' | 'setting'>;

/** What came of a simulation. */
export interface SimOutcome {
	readonly policies: readonly PolicySummary[];
	readonly decision: PolicyDecision | null;
}

/** What a simulation ends with. */
export interface SimResult extends SimOutcome, Pick<SimStatus, 'experiment' | 'episodes' | 'pairs' | 'promoted'> {}

/** What a simulation hands to the next run of its chain. */
export interface CarriedSim {
	/** The run that hands it on. Nobody who starts one can know it, so that no input of theirs is taken for this. */
	readonly from: string;
	readonly paused: boolean;
	/** Left out where the next run plans anew. */
	readonly going?: {
		readonly plan: SimPlan;
		readonly work: readonly PersonaWork[];
		readonly status: SimStatus;
		/** When the first episode was begun, in milliseconds since 1970. */
		readonly since: number;
	};
}

/** What a simulation keeps with its execution, for those who list them. */
export const simMemoSchema = z.object({
	experiment: z.string().optional(),
	mlflow_url: z.string().optional(),
	answer: z.string().nullable().optional(),
	promoted: z.boolean().optional(),
});

export type SimMemo = z.infer<typeof simMemoSchema>;
