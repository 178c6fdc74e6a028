import { z } from 'zod';
import { hashOf } from '../../hash';
import { findingSchema } from '../finding-schema';
import { gateSchema } from './gate-config';

/** Of the document; another one is another look. */
export const gateFormat = 'tip-bench-gate/1';

const count = z.int().min(0);
const rowName = { model: z.string(), prompt: z.string() };

/** One (model, prompt version) as a gate has seen it. Lists are by scenario, in the order of the document's scenarios. */
export const gateRowSchema = z.object({
	...rowName,
	/** Of its model; `null` where its runs do not say. */
	parameters: z.number().nullable(),
	/** Composites of the judged valid cells, one a repeat. */
	composites: z.array(z.array(z.number())),
	/** Cells that say nothing about the prompt. */
	invalid: z.array(count),
	/** Seconds, of the valid cells that `num_predict` has not cut; left out where speed was not asked about. */
	latencies: z.array(z.array(z.number())).optional(),
	/** The auto tier's composites beside those that count; left out where they were not asked about. */
	auto_composites: z.array(z.array(z.number())).optional(),
	/** Of the judged valid cells; left out where it was not asked about. */
	format_ok: z.object({ times: z.number(), of: count }).optional(),
	/** Cells that wait for a score. */
	pending: count,
	/** Judged valid cells without a composite that the rubric gives, which are left out; left out where none is. */
	without_composite: count.optional(),
	/** Whose scores count: people's, the auto judge's, those of the rule for empty answers. */
	whose: z.object({ lazy: count, auto: count, rule: count }),
	/** Hashes of the auto judges whose scores count. */
	auto_judges: z.array(z.string()),
	/** Whether a trial judge scored any of it: then it is no evidence. */
	trial: z.boolean(),
});

export type GateRow = Readonly<z.infer<typeof gateRowSchema>>;

/** All that a gate decides from. */
const gateInputSchema = z.object({
	format: z.literal(gateFormat),
	asked: gateSchema,
	experiment: z.string(),
	rubric: z.object({ name: z.string(), hash: z.string().nullable(), lowest_composite: z.number() }),
	/** Draws the sign flips where there are too many to take them all. */
	seed: z.int(),
	/** Which gate on the experiment this is, from 1: how much of alpha is left for it. */
	number: z.int().min(1),
	/** Whether the auto judge may gate, where its scores count; `null` where nobody knows. */
	trust: z.object({ may_gate: z.boolean(), reason: z.string() }).nullable(),
	/** Auto judges whose scores are used and that are contestants themselves; left out where none is. */
	own_judges: z.array(z.object({ judge: z.string(), model: z.string() })).optional(),
	scenarios: z.array(z.string()),
	baseline: gateRowSchema,
	/** The one that was named, or all others. */
	candidates: z.array(gateRowSchema),
});

export type GateInput = Readonly<z.infer<typeof gateInputSchema>>;

const answerSchema = z.enum(['promote', 'reject', 'not enough evidence']);

const differenceSchema = findingSchema(
	z.object({ scenarios: z.int(), mean: z.number(), low: z.number(), high: z.number(), exact: z.boolean() }),
);

const guardSchema = z.object({
	guard: z.enum(['faster', 'smaller', 'worst_scenario', 'least_format_ok', 'require_both']),
	/** `null` where it cannot be told. */
	passed: z.boolean().nullable(),
	/** What it saw, in plain words. */
	saw: z.string(),
});

/** What one way of counting invalid cells says. */
const readingSchema = z.object({
	answer: answerSchema,
	/** Of the candidate from the baseline, in points of the composite. */
	difference: differenceSchema,
	guards: z.array(guardSchema),
});

/** What a gate has decided, and why. */
const gateOutcomeSchema = z.object({
	answer: answerSchema,
	candidate: z.object(rowName).nullable(),
	/** Of how many it was chosen by the same scores; 1 for one that was named. */
	chosen_among: z.int(),
	/** The difference from the baseline that was to be reached: points of the composite. */
	bound: z.number(),
	/** What is left of alpha for this gate; one-sided at either end of the interval. */
	level: z.number(),
	/** The level of the interval itself, where two things had to be shown of one of several candidates. */
	interval_level: z.number(),
	/** Without the invalid cells. */
	...readingSchema.omit({ answer: true }).shape,
	/** With the invalid cells at the rubric's minimum; `null` where there are none. */
	with_invalid: readingSchema.nullable(),
	/** About how much more would decide, where there is not enough evidence. */
	more: z.object({ scenarios: findingSchema(z.int()), judgments: findingSchema(z.int()) }).nullable(),
	/** In plain words, the one that decided first. */
	reasons: z.array(z.string()),
});

/** A decision with all that it was made from: it can be made again from this alone. */
export const gateDocumentSchema = gateInputSchema.extend(gateOutcomeSchema.shape);

export type GateDocument = Readonly<z.infer<typeof gateDocumentSchema>>;
export type GateOutcome = Readonly<z.infer<typeof gateOutcomeSchema>>;
export type GateReading = Readonly<z.infer<typeof readingSchema>>;
export type GateGuard = Readonly<z.infer<typeof guardSchema>>;

/** What a bench's result and status hold of a decision: no scores, since those may be many. */
export const gateDecisionSchema = gateOutcomeSchema.extend({
	experiment: z.string(),
	baseline: z.object(rowName),
	number: z.int(),
	alpha: z.number(),
	/** The run in MLflow that holds the document. */
	run_id: z.string(),
	/** Whether an earlier gate had the same question and the same data: then this is its decision. */
	again: z.boolean(),
});

export type GateDecision = Readonly<z.infer<typeof gateDecisionSchema>>;

/** A decision without what it was made from. */
export function gateDecisionOf(document: GateDocument, runId: string, again: boolean): GateDecision {
	const { baseline, number, experiment, asked } = document;
	const { model, prompt } = baseline;
	const place = { experiment, baseline: { model, prompt }, number, alpha: asked.alpha, run_id: runId, again };
	return gateDecisionSchema.parse({ ...document, ...place });
}

/**
 * The same question of the same data, by one name: asked again it is no second look. SHA-256 over all that the decision is
 * made from, but which gate it is.
 */
export function lookOf({ number: _number, ...input }: GateInput): string {
	return hashOf(input);
}

/** What a decision was made from. @throws ZodError where the document is none */
export function gateInputOf(document: unknown): GateInput {
	return gateInputSchema.parse(document);
}
