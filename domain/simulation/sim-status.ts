import { z } from 'zod';
import { troubleSchema } from '../bench/troubles';
import { policyNames } from '../policies/policy-names';
import { policyDecisionSchema } from './policy-decision';

const count = z.int().min(0);

/** What came of a policy over all personas and seeds. */
const policySummarySchema = z.object({
	policy: z.enum(policyNames),
	episodes: count,
	/** Means over the personas of the means over their seeds. */
	mean_reward: z.number(),
	mean_regret: z.number(),
});

export type PolicySummary = Readonly<z.infer<typeof policySummarySchema>>;

/** What the query `status` of a simulation answers. */
export const simStatusSchema = z.object({
	phase: z.enum(['planning', 'simulating', 'recording', 'deciding', 'promoting', 'done', 'failed']),
	experiment: z.string(),
	episodes: z.object({
		total: count,
		/** Run by this simulation, and handed over by its worker. */
		done: count,
		/** Found in the experiment from before. */
		reused: count,
	}),
	/** Each (persona, policy) becomes one run in MLflow. */
	pairs: z.object({ total: count, recorded: count, reused: count }),
	/** Somebody has sent `pause`: no episode is begun until `resume`. */
	paused: z.boolean(),
	/** Rough, from the pace so far; `null` where nothing can be said. */
	seconds_left: z.number().nullable(),
	/** Why nothing goes on, the oldest first; empty while nothing stands still. */
	troubles: z.array(troubleSchema).default([]),
	/** Of each policy; empty before the decision. */
	policies: z.array(policySummarySchema).default([]),
	/** `null` before it is made, and where there is nobody to compare. */
	decision: policyDecisionSchema.nullable(),
	/** Whether the candidate was made active by this simulation. */
	promoted: z.boolean(),
	notes: z.array(z.string()),
});

export type SimStatus = z.infer<typeof simStatusSchema>;

/** The status of a simulation that has just begun. */
export function initialSimStatus(experiment: string): SimStatus {
	return {
		...{ phase: 'planning', experiment },
		episodes: { total: 0, done: 0, reused: 0 },
		pairs: { total: 0, recorded: 0, reused: 0 },
		...{ paused: false, seconds_left: null, troubles: [], policies: [] },
		...{ decision: null, promoted: false, notes: [] },
	};
}
