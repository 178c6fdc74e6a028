import { z } from 'zod';
import { hashOf } from '../hash';
import { policyNames } from '../policies/policy-names';
import { findingSchema } from '../ranking/finding-schema';
import { episodeSettingSchema } from './episode';

/** Of the document; another one decides otherwise. */
export const promotionFormat = 'tip-bench-promotion/2';

/**
 * By how much mean reward a candidate has to be better, unless somebody says otherwise. Not 0: a promoted policy begins anew
 * with every user. One tip more completed in a hundred is worth that.
 */
export const usualWin = 0.01;

const policy = z.enum(policyNames);

/** What a decision between policies is asked. */
export const promotionAskedSchema = z.object({
	/** The policy that is to be beaten: the active one. */
	baseline: policy,
	/** The one that may be promoted; `null` for the best of the others, with the correction for choosing by the same data. */
	candidate: policy.nullable().default(null),
	/** Promote what is better by more than so much mean reward. */
	better_by: z.number().min(0).max(1).default(usualWin),
	/** How likely a false promotion may be, over all decisions on one experiment. */
	alpha: z.number().gt(0).lt(0.5).default(0.05),
	/** Guard: for no persona worse by more than so much mean reward; `null` for none. */
	worst_persona: z.number().min(0).max(1).nullable().default(0.1),
});

export type PromotionAsked = Readonly<z.infer<typeof promotionAskedSchema>>;

/** The episodes of one persona with one policy. */
const studyPartSchema = z.object({
	policy,
	/** By its name and its file's hash. */
	persona: z.object({ name: z.string(), hash: z.string() }),
	setting: episodeSettingSchema,
	/** The first seed. */
	from: z.int().min(0),
	/** Mean reward of each episode, in the order of the seeds. */
	rewards: z.array(z.number().min(0).max(1)).readonly(),
});

export type StudyPart = Readonly<z.infer<typeof studyPartSchema>>;

/** All that is decided from. */
const promotionInputSchema = z.object({
	format: z.literal(promotionFormat),
	asked: promotionAskedSchema,
	/** Which decision on the experiment this is, from 1. */
	number: z.int().min(1),
	/** Draws the sign flips where there are too many to take them all. */
	seed: z.int(),
	/** Each persona with each policy, in any order. */
	parts: z.array(studyPartSchema).readonly(),
});

export type PromotionInput = Readonly<z.infer<typeof promotionInputSchema>>;

const promotionOutcomeSchema = z.object({
	answer: z.enum(['promote', 'reject', 'not enough evidence']),
	candidate: policy,
	/** What this decision may spend of alpha: the more there were before it, the less. */
	level: z.number(),
	/** Of how many it was chosen by the same episodes; 1 for one that was named. */
	chosen_among: z.int(),
	/** Of the candidate's mean reward from the baseline's: `scenarios` are personas. */
	difference: findingSchema(
		z.object({ scenarios: z.int(), mean: z.number(), low: z.number(), high: z.number(), exact: z.boolean() }),
	),
	/** Mean over the seeds of the difference, by persona in the order of their names. */
	personas: z.array(z.object({ persona: z.string(), baseline: z.number(), candidate: z.number() })),
	/** `null` where it was not asked for. */
	worst_persona: z.object({ persona: z.string(), difference: z.number(), passed: z.boolean() }).nullable(),
	/** About how many more personas would decide; `null` where it is decided. */
	more_personas: findingSchema(z.int()).nullable(),
	/** In plain words, the one that decided first. */
	reasons: z.array(z.string()),
});

export type PromotionOutcome = Readonly<z.infer<typeof promotionOutcomeSchema>>;

/** A decision with all that it was made from: it can be made again from this alone. */
export const promotionDocumentSchema = promotionInputSchema.extend(promotionOutcomeSchema.shape);

export type PromotionDocument = Readonly<z.infer<typeof promotionDocumentSchema>>;

/**
 * The same question of the same episodes, by one name: asked again it is no second look. SHA-256 over all that the decision is
 * made from, but which one it is.
 */
export function lookOfPromotion({ number: _number, ...input }: PromotionInput): string {
	return hashOf(input);
}

/** What a decision was made from. @throws ZodError where the document is none */
export function promotionInputOf(document: unknown): PromotionInput {
	return promotionInputSchema.parse(document);
}
