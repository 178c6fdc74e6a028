import { z } from '@hono/zod-openapi';
import { policyNames } from '../../domain/policies/policy-names';
import { policyDecisionSchema } from '../../domain/simulation/policy-decision';
import { shadowNames } from '../../serving/shadow-names';

const count = z.int().min(0);

/** The name of a policy. */
export const policySchema = z.enum(policyNames);

const evidenceSchema = z
	.record(z.string(), z.unknown())
	.nullable()
	.describe(
		'what it was promoted on, such as the decision of a simulation; null of what was active from the beginning',
	);

const formerSchema = z
	.object({
		active: policySchema,
		since: z.iso.datetime().nullable(),
		until: z.iso.datetime(),
		evidence: evidenceSchema,
	})
	.openapi('FormerPolicy');

/** What the list of policies answers. */
export const policiesSchema = z
	.object({
		active: policySchema,
		since: z.iso.datetime().nullable().describe('null since the beginning'),
		evidence: evidenceSchema,
		former: z.array(formerSchema).describe('the newest last'),
		rolled_back: formerSchema.nullable().describe('what the last rollback took back'),
		shadows: z.array(
			z.object({
				name: z.enum(shadowNames),
				policy: policySchema,
				is_on: z.boolean(),
				...{ agreed: count, differed: count, unanswered: count },
				agreement: z
					.number()
					.nullable()
					.describe('the share of its answers that were what was shown; null before the first'),
			}),
		),
		totals: z.array(
			z.object({
				policy: policySchema,
				...{ decisions: count, rewards: count },
				mean_reward: z.number().nullable().describe('null before the first reward'),
			}),
		),
		store_fault: z.string().nullable().describe('why nothing is counted, where the store cannot be read'),
	})
	.openapi('Policies');

/** What a change of them answers. */
export const policyChangeSchema = z
	.object({
		changed: z.boolean().describe('false where it was so already'),
		active: policySchema,
		shadows: z.array(z.enum(shadowNames)),
	})
	.openapi('PolicyChange');

/** What a promotion answers. */
export const promotionSchema = z
	.object({
		decision: policyDecisionSchema,
		promoted: z.boolean().describe('whether the candidate is active now, by this decision'),
	})
	.openapi('PolicyPromotion');
