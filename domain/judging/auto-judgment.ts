import { z } from 'zod';

/** Why an auto judge has no scores for a run. */
export const unscoredReasons = [
	/** Its answers were not by the schema, also when it was told what was wrong. */
	'answer-unusable',
	/** It, or its endpoint, would not answer this question. */
	'refused',
	/** Rubric and item do not fit its context. */
	'too-long',
	/** The money limit was reached before. */
	'money-spent',
	/** The model broke again and again. */
	'model-broke',
] as const;

export type UnscoredReason = (typeof unscoredReasons)[number];

const count = z.int().min(0);

/** What an auto judge made of one run: what Temporal accepts, and MLflow is then given. */
export const autoJudgmentSchema = z.object({
	run_id: z.string(),
	/** By dimension and by flag without a rule: the median over the samples. `null` where it stays unscored. */
	scores: z.record(z.string(), z.number()).nullable(),
	/** Why not, where it has no scores, with a detail for people. */
	unscored: z.object({ reason: z.enum(unscoredReasons), detail: z.string().max(500) }).nullable(),
	/** The largest difference between two samples, by dimension; empty for one sample. */
	spread: z.record(z.string(), z.number()),
	/** Its levels a candidate, with its reasons where it was asked for them; `null` where it said neither. At most 8,000 characters. */
	rationale: z.string().nullable(),
	/** Requests to the model, failed ones too. */
	requests: count,
	prompt_tokens: count,
	output_tokens: count,
	/** Seconds of prompt evaluation as the engine tells them, for the first request; `null` where it does not. */
	prompt_eval_s: z.number().nullable(),
	/** In the currency of the judge's file. */
	cost: z.number().min(0),
	/** Whether tokens, and so the cost, are an estimate from lengths, since the endpoint does not tell. */
	estimated: z.boolean().optional(),
	/** What the endpoint says that answered: it may be another name than it was asked by. */
	answered_by: z.string().max(250).optional(),
	/** Milliseconds since 1970. */
	judged_at: z.int(),
});

export type AutoJudgment = z.infer<typeof autoJudgmentSchema>;
