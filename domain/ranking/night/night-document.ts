import { z } from 'zod';
import { hashOf } from '../../hash';
import { findingSchema } from '../finding-schema';
import { gateRowSchema } from '../gate/gate-document';
import { nightSchema } from './night-config';

/** Of the document; another one is another look. */
export const nightFormat = 'tip-bench-night/1';

const rowName = { model: z.string(), prompt: z.string() };

/** A row of both experiments; `null` where one of them has none. Lists are by scenario, as in the document. */
const pairSchema = z.object({
	...rowName,
	tonight: gateRowSchema.nullable(),
	baseline: gateRowSchema.nullable(),
});

export type NightPair = Readonly<z.infer<typeof pairSchema>>;

/** All that a night's comparison is made from. */
const nightInputSchema = z.object({
	format: z.literal(nightFormat),
	asked: nightSchema,
	experiment: z.string(),
	rubric: z.object({ name: z.string(), hash: z.string().nullable(), lowest_composite: z.number() }),
	/** Draws the sign flips where there are too many to take them all. */
	seed: z.int(),
	/** Whether the auto judge has earned trust; `null` where nothing is known of it. */
	trust: z.object({ may_gate: z.boolean(), reason: z.string() }).nullable(),
	scenarios: z.array(z.string()),
	/** Those that the night has, or was to have. */
	rows: z.array(pairSchema),
	/** Rows of the baseline that the night was not asked for. */
	left_out: z.array(z.object(rowName)),
});

export type NightInput = Readonly<z.infer<typeof nightInputSchema>>;

const differenceSchema = findingSchema(
	z.object({ scenarios: z.int(), mean: z.number(), low: z.number(), high: z.number(), exact: z.boolean() }),
);

export type NightDifference = Readonly<z.infer<typeof differenceSchema>>;

const rowAnswerSchema = z.enum(['worse', 'not shown to be worse', 'cannot tell']);

const answeredRowSchema = z.object({
	...rowName,
	answer: rowAnswerSchema,
	/** Of tonight from the baseline, in points of the composite, without the invalid cells. */
	difference: differenceSchema,
	/** With the invalid cells at the rubric's minimum; `null` where no row has any. */
	with_invalid: differenceSchema.nullable(),
	/** Why it cannot be told; `null` where it can. */
	why: z.string().nullable(),
});

export type AnsweredRow = Readonly<z.infer<typeof answeredRowSchema>>;

const verdictSchema = z.enum(['worse', 'unclear', 'no alarm']);

/** What came of the comparison, and why. */
const nightOutcomeSchema = z.object({
	/** `worse`: some row surely is; `unclear`: none is, and some cannot be told. */
	verdict: verdictSchema,
	answers: z.array(answeredRowSchema),
	/** In plain words, what is worse first. */
	reasons: z.array(z.string()),
});

/** A comparison with all that it was made from: it can be made again from this alone. */
const nightDocumentSchema = nightInputSchema.extend(nightOutcomeSchema.shape);

export type NightDocument = Readonly<z.infer<typeof nightDocumentSchema>>;
export type NightOutcome = Readonly<z.infer<typeof nightOutcomeSchema>>;

/** What a night's workflow ends with: no scores, since those may be many. */
const nightResultSchema = nightOutcomeSchema.extend({
	experiment: z.string(),
	baseline_experiment: z.string(),
	margin: z.number(),
	alpha: z.number(),
	/** Whether the auto judge has earned trust. */
	trusted: z.boolean(),
	/** The run in MLflow that holds the document. */
	run_id: z.string(),
});

export type NightResult = Readonly<z.infer<typeof nightResultSchema>>;

/** A comparison without what it was made from. */
export function nightResultOf(document: NightDocument, runId: string): NightResult {
	const { asked, trust } = document;
	const place = { ...asked, run_id: runId, trusted: trust?.may_gate === true };
	return nightResultSchema.parse({ ...document, ...place });
}

/** The same question of the same data, by one name: SHA-256 over all that a comparison is made from. */
export function lookOfNight(input: NightInput): string {
	return hashOf(input);
}

/** What a comparison was made from. @throws ZodError where the document is none */
export function nightInputOf(document: unknown): NightInput {
	return nightInputSchema.parse(document);
}
