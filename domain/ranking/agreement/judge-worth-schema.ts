import { z } from 'zod';
import { estimateSchema } from './estimate';
import { altTestSchema, bootstrapEstimateSchema, rateSchema, selfConsistencySchema } from './worth-parts-schema';

/** How two judges agree on one score: a dimension, or the composite. */
const scoreAgreementSchema = z.object({
	/** Runs that both have scored, and from how many scenarios. */
	pairs: z.int(),
	scenarios: z.int(),
	/** Quadratic-weighted, over the rubric's whole scale; −1 to 1. */
	kappa: bootstrapEstimateSchema,
	/** Krippendorff's: ordinal for a dimension, interval for the composite. */
	alpha: bootstrapEstimateSchema,
	/** Shares of runs, 0 to 1. */
	exact: rateSchema,
	within_one: rateSchema,
	/** Mean of judged less against, in points: above 0 where the judge is the milder one. Of one judge twice: its drift. */
	bias: estimateSchema,
	/** Rank correlation of judged less against with the answer's length; above 0: milder to long answers. */
	length_bias: bootstrapEstimateSchema,
});

/** Whom a judge's worth is seen between. */
const worthBetween = ['auto-and-people', 'two-people', 'one-judge-twice'] as const;

/** Whether the auto tier may set a gate, and why, or why not, in plain words. */
const gateAnswerSchema = z.object({
	allowed: z.boolean(),
	/** What allows it. */
	by: z.enum(['kappa', 'alt-test']).nullable(),
	min_kappa: z.number(),
	reason: z.string(),
});

/** What a judge is worth: how it agrees with another, or with itself. */
export const judgeWorthSchema = z.object({
	between: z.enum(worthBetween),
	/** Names: of the judge, and of whom it is held against. */
	judged: z.string(),
	against: z.string(),
	/** What the intervals were made with: with both the same numbers come again. */
	seed: z.int(),
	resamples: z.int(),
	pairs: z.int(),
	scenarios: z.int(),
	rows: z.int(),
	dimensions: z.record(z.string(), scoreAgreementSchema),
	composite: scoreAgreementSchema,
	/** Between samples of one judge, by dimension; empty where it was asked once. */
	samples: z.record(z.string(), selfConsistencySchema),
	/** By composite; `null` where it was not asked for. */
	alt_test: altTestSchema.nullable(),
	/** `null` where no auto judge is held against people. */
	may_set_gate: gateAnswerSchema.nullable(),
});

export type ScoreAgreement = Readonly<z.infer<typeof scoreAgreementSchema>>;
export type GateAnswer = Readonly<z.infer<typeof gateAnswerSchema>>;
export type JudgeWorth = Readonly<z.infer<typeof judgeWorthSchema>>;
