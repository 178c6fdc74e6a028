import { z } from 'zod';
import type { ConfigInput } from '../domain/bench/config';
import type { GateRowName } from '../domain/ranking/gate/row-text';
import type { NightAsked } from '../domain/ranking/night/night-config';
import type { NightResult } from '../domain/ranking/night/night-document';

/** The workflow type of a night: a bench, and then the comparison with its pinned baseline. */
export const nightlyWorkflowType = 'nightly';

/** The id of the schedule whose nights' names begin so, and the beginning of its workflows' ids. */
export function scheduleIdOf(experiment: string): string {
	return `${nightlyWorkflowType}/${experiment}`;
}

/** What one night does. */
export interface NightPlan {
	readonly asked: NightAsked;
	/** Of this night, and the workflow id of its bench. */
	readonly experiment: string;
	/** Which one of its date it is, from 1. */
	readonly number: number;
	/** The bench's input. */
	readonly bench: ConfigInput;
	readonly mlflow_url: string;
	readonly rubric: string;
	/** From which agreement with people its judge has earned trust. */
	readonly min_kappa: number;
	/** The rows that the night is to have. */
	readonly planned: readonly GateRowName[];
	/** What a person should know. */
	readonly notes: readonly string[];
}

/** What a plan of a night is asked for. */
export interface NightQuestion {
	/** When the night's workflow began: milliseconds since 1970. */
	readonly at: number;
	/** From which number on a name is looked for. */
	readonly from: number;
}

/** The activities of nights, on the queue `bench`. */
export interface NightActivities {
	/**
	 * Checks an order whole, and finds the night a name that nobody has used.
	 * @throws InvalidConfig with every fault, MlflowUnavailable, MlflowRefused
	 */
	planNight(input: unknown, question: NightQuestion): Promise<NightPlan>;
	/** Compares a night with its baseline, and keeps what came of it in MLflow: asked again, it answers the same. */
	compareNight(plan: NightPlan): Promise<NightResult>;
}

/** What a night keeps with its execution, for those who list them. */
export const nightMemoSchema = z.object({
	/** The night's; `null` before it is planned. */
	experiment: z.string().nullable().default(null),
	baseline_experiment: z.string().nullable().default(null),
	verdict: z.enum(['worse', 'unclear', 'no alarm']).nullable().default(null),
	/** Rows that are worse; the memo holds the first of them. */
	worse: z.array(z.string()).default([]),
	/** Why, the first of them. */
	reasons: z.array(z.string()).default([]),
});

/** What the query `status` of a night answers. */
export interface NightStatus extends z.infer<typeof nightMemoSchema> {
	phase: 'planning' | 'benching' | 'comparing' | 'done' | 'failed';
}

/** The status of a night that has just begun. */
export function initialNightStatus(): NightStatus {
	return { phase: 'planning', ...nightMemoSchema.parse({}) };
}
