import { z } from 'zod';
import { unscoredReasons } from './auto-judgment';
import { noteNames } from './notes';

const notesSchema = z.partialRecord(z.enum(noteNames), z.string());

const scoresSchema = z.record(z.string(), z.number());
const time = z.string();

/** One time that a judge has scored a run. */
const scoringSchema = z.object({
	/** By dimension and flag. */
	scores: scoresSchema,
	composite: z.number(),
	/** ISO 8601; empty where a former harness did not say. */
	judged_at: time,
	notes: notesSchema.default({}),
});

/** What an auto judge's scores cost, and how far its samples were apart. */
const autoDetailsSchema = z.object({
	/** See `PlannedJudge.hash`. */
	hash: z.string(),
	evidence: z.boolean(),
	/** By name; empty for one sample. */
	spread: scoresSchema,
	requests: z.int(),
	prompt_tokens: z.int(),
	output_tokens: z.int(),
	prompt_eval_s: z.number().nullable(),
	cost: z.number(),
	/** Whether tokens and cost are an estimate, since its endpoint does not tell. */
	estimated: z.boolean().optional(),
	/** What its endpoint says that answered. */
	answered_by: z.string().optional(),
});

/** One judge's judgment of one run, whole, as it stands in the run's tags. */
export const keptJudgmentSchema = z.object({
	/** A name, or the kind of an auto judge. */
	by: z.string(),
	tier: z.enum(['lazy', 'auto']),
	/** The judge kind; `null` where nobody said. */
	kind: z.string().nullable(),
	/** What counts of it; `null` where an auto judge has left the run unscored. */
	given: scoringSchema.nullable(),
	/** Drift checks: it scored the run again without knowing, having been asked at that time. They replace nothing. */
	repeats: z.array(scoringSchema.extend({ asked_at: time })).default([]),
	/** What it said before and took back, the oldest first. */
	replaced: z.array(scoringSchema).default([]),
	/** Of an auto judge only. */
	auto: autoDetailsSchema.optional(),
	/** Why an auto judge has not scored it when it was asked last. */
	unscored: z.object({ reason: z.enum(unscoredReasons), detail: z.string(), at: time }).optional(),
});

export type KeptJudgment = Readonly<z.infer<typeof keptJudgmentSchema>>;
export type Scoring = Readonly<z.infer<typeof scoringSchema>>;
export type AutoDetails = Readonly<z.infer<typeof autoDetailsSchema>>;

/** A judgment that has scores. */
export type ScoredJudgment = KeptJudgment & { readonly given: Scoring };

/** Whose the scores of a cell with no candidate are. No judge may have this name. */
export const byTheRule = 'rule';

/** Of what a judge took back, so many are kept: the metrics' history has them all. */
const mostReplaced = 50;

/** What was replaced, with one more. */
export function withReplaced({ replaced, given }: Pick<KeptJudgment, 'replaced' | 'given'>): Scoring[] {
	return [...replaced, ...(given === null ? [] : [given])].slice(-mostReplaced);
}

export function isScored(judgment: KeptJudgment): judgment is ScoredJudgment {
	return judgment.given !== null;
}
