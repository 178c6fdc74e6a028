import { z } from 'zod';
import { estimateSchema } from './agreement/estimate';
import { correctedScoresSchema, pooledBiasSchema } from './corrected/corrected-schema';
import { findingSchema, intervalSchema } from './finding-schema';

const mean = z.number().nullable();

/** What the result of a bench of an earlier version does not say. */
const unsaid = { value: null, reason: 'it was ranked by an earlier version' };

/** Of the valid cells of a row; `null` where none tells. */
const quantiles = z.object({ p50: z.number(), p95: z.number() }).nullable().default(null);

/** One (model, prompt version) with its means over judged, valid cells; `null` where there are none. */
const leaderboardRowSchema = z.object({
	/** 1 is best; equal composites share a rank; `null` before the first judgment. */
	rank: z.int().nullable(),
	model: z.string(),
	prompt: z.string(),
	/**
	 * Cells recorded, of which: scored, waiting for a score, and left out because they say nothing about the prompt. The
	 * others have an auto judge's scores alone, which do not count, and were not drawn for a lazy judge.
	 */
	cells: z.int(),
	judged: z.int(),
	pending: z.int(),
	invalid: z.int(),
	/** Whose scores the judged cells have: a lazy judge's, an auto judge's, or those of the rule for empty answers. */
	whose: z.object({ lazy: z.int(), auto: z.int(), rule: z.int() }).default({ lazy: 0, auto: 0, rule: 0 }),
	/**
	 * Its auto scores as people would give them, by dimension and composite: corrected by their spot check, or people's alone,
	 * or none and why. Left out where none of its cells has the scores of both. It is in no rank.
	 */
	corrected: correctedScoresSchema.optional(),
	/** Scenarios with a score. Every mean of scores is one over these, repeats of one scenario averaged first. */
	scenarios: z.int().default(0),
	composite: mean,
	/** 95 %, over scenario means. */
	composite_interval: findingSchema(intervalSchema).default(unsaid),
	/** Why that interval misses more often than it says; `null` where nothing speaks against it. */
	interval_caution: z.string().nullable().default(null),
	/** By the name of the rubric's dimension or flag. */
	scores: z.record(z.string(), mean),
	/** By the name of a flag: how often judged cells have it, 0 to 1, with a 95 % interval. */
	rates: z.record(z.string(), findingSchema(intervalSchema.extend({ rate: z.number() }))).default({}),
	/** Tier 1: whether it may be the best. One that may not is "no better than the best". */
	may_be_best: z.boolean().default(true),
	/** The probability that chance alone puts another row as far above it as the best one is. */
	beaten: findingSchema(z.number()).default(unsaid),
	/** Its rank lies between these, for all rows together with 95 % certainty; `null` before the first judgment. */
	ranks: z.object({ best: z.int(), worst: z.int() }).nullable().default(null),
	/** Whether some outcome of the pending judgments could bring it into tier 1 or out of it. */
	could_change: z.boolean().default(false),
	/** No other row is at least as good and as fast, and better in one of both. */
	on_front: z.boolean().default(false),
	/** Cells that `num_predict` cut are in no latency: how long they would have taken nobody knows. */
	latency_s: mean,
	latency_s_quantiles: quantiles,
	tokens_per_s: mean,
	tokens_per_s_quantiles: quantiles,
	diversity: mean,
});

/** An auto judge whose scores are in a leaderboard. */
const autoJudgeSchema = z.object({
	/** Its kind. */
	judge: z.string(),
	/** By which judge file, prompt, rubric and rule; `null` where its runs do not say. */
	hash: z.string().nullable(),
	/** Valid cells that it has scored. */
	cells: z.int(),
	/** The model among the rows that it is itself; left out where it is none, or nobody can know. */
	contestant: z.string().optional(),
	/** What is kept of it in MLflow; left out where nobody looked. */
	trust: z
		.object({
			may_gate: z.boolean(),
			reason: z.string(),
			min_kappa: z.number(),
			/** Of its composite with people's, over all experiments that are kept; 95 %. */
			kappa: estimateSchema,
			/** The experiments in which it was seen, the newest first. */
			earned: z.array(z.string()),
		})
		.optional(),
});

/** The ranking of an experiment: the result of a bench. */
export const leaderboardSchema = z.object({
	experiment: z.string(),
	rubric: z.string(),
	/** Whether a trial judge scored any of it: then it is no evidence. */
	trial: z.boolean(),
	/** Whose scores all its means, tiers and ranks rest on, the same for all rows; `null` where nothing is judged. */
	ranked_by: z
		.object({
			scores: z.enum(['lazy', 'auto']).nullable(),
			/** Which auto judge it is, by which judge file, prompt, rubric and rule. */
			judge: z.string().optional(),
			hash: z.string().nullable().optional(),
			/** Judged cells that have other scores instead, and are in no mean. */
			left_out: z.int(),
		})
		.optional(),
	/** Those whose scores are in it, also beside people's; left out where none is. */
	auto_judges: z.array(autoJudgeSchema).optional(),
	/** Over all rows of the spot check, by score: how much milder auto judges are than people. It corrects nothing. */
	pooled_bias: pooledBiasSchema.optional(),
	/** Auto judges whose scores count here and that are among its models; left out where none is. */
	own_judges: z.array(z.object({ judge: z.string(), model: z.string() })).optional(),
	judged: z.int(),
	pending: z.int(),
	invalid: z.int(),
	/** How many are invalid by the reason; left out where none is. */
	invalid_reasons: z.record(z.string(), z.int()).optional(),
	/** Judged valid cells without a composite that the rubric gives, which are in no mean of it; left out where none is. */
	without_composite: z.int().optional(),
	/** How many valid cells were read by which version: means over more than one are not comparable. */
	readers: z.record(z.string(), z.int()).optional(),
	/** How rows were told apart: see docs/statistics.md. */
	separation: z
		.object({
			/** One-sided for tier 1, family-wise for ranks. */
			level: z.number(),
			/** Scenarios with a score of any row. */
			scenarios: z.int(),
			/** Sign flips that were taken: all that there are, or some that the seed drew. */
			flips: z.int(),
			exact: z.boolean(),
			seed: z.int(),
			/** Why nothing can be told apart, whatever the scores; `null` where it can. */
			reason: z.string().nullable(),
		})
		.default({ level: 0.05, scenarios: 0, flips: 0, exact: false, seed: 0, reason: unsaid.reason }),
	/** Two-sided, with a power of 0.8, of a pair that was named beforehand. Points of the composite. */
	smallest_difference: findingSchema(
		z.object({
			difference: z.number(),
			scenarios: z.int(),
			deviation: z.number(),
			withTwiceTheScenarios: z.number(),
			withMoreRepeats: findingSchema(z.object({ twice: z.number(), endless: z.number() })),
		}),
	).default(unsaid),
	/** Whether no outcome of the pending judgments could change tier 1. */
	may_stop: z.boolean().default(false),
	rows: z.array(leaderboardRowSchema),
});

export type Leaderboard = z.infer<typeof leaderboardSchema>;
export type RankedBy = NonNullable<Leaderboard['ranked_by']>;
export type AutoJudgeOfBoard = Readonly<z.infer<typeof autoJudgeSchema>>;
export type LeaderboardRow = z.infer<typeof leaderboardRowSchema>;

/** The result of a bench, also of one that an earlier version has made. @throws ZodError where it is no leaderboard */
export function readLeaderboard(result: unknown): Leaderboard {
	return leaderboardSchema.parse(result);
}

/** The judge kind of scores that only tried the tool out, before auto judges said so themselves. */
export const trialJudge = 'trial';

/** What the table of a leaderboard with trial scores opens with. */
export const trialWarning = 'TRIAL JUDGE: not evidence';
