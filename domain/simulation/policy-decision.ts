import { z } from 'zod';
import { policyNames } from '../policies/policy-names';
import { type PromotionDocument, promotionDocumentSchema } from './promotion-document';

/** What a simulation's result and status hold of a decision between policies: no episodes, since those may be many. */
export const policyDecisionSchema = promotionDocumentSchema
	.pick({
		answer: true,
		candidate: true,
		chosen_among: true,
		number: true,
		level: true,
		difference: true,
		worst_persona: true,
		reasons: true,
	})
	.extend({
		baseline: z.enum(policyNames),
		better_by: z.number(),
		alpha: z.number(),
		experiment: z.string(),
		/** The run in MLflow that holds the document. */
		run_id: z.string(),
	});

export type PolicyDecision = Readonly<z.infer<typeof policyDecisionSchema>>;

/** A decision without what it was made from. @param at where it is kept */
export function policyDecisionOf(
	document: PromotionDocument,
	at: { readonly experiment: string; readonly run_id: string },
): PolicyDecision {
	const { baseline, better_by, alpha } = document.asked;
	return policyDecisionSchema.parse({ ...document, ...{ baseline, better_by, alpha }, ...at });
}
