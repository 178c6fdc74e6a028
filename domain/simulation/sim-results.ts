import { z } from 'zod';
import { policyNames } from '../policies/policy-names';
import { episodeSettingSchema } from './episode';
import { policyDecisionSchema } from './policy-decision';
import { promotionDocumentSchema } from './promotion-document';

const rangeSchema = z.object({ low: z.number(), high: z.number() }).nullable();

/** A mean with its 95 % interval; `null` where there is none, as of one episode. */
const meanSchema = z.object({ mean: z.number(), interval: rangeSchema });

const curveSchema = z.array(meanSchema.extend({ step: z.int().describe('the last of those that it is the mean of') }));

const decisionSchema = policyDecisionSchema.extend({
	...{ decided_at: z.iso.datetime(), seeds: z.int() },
	...promotionDocumentSchema.pick({ asked: true, personas: true, more_personas: true }).shape,
});

/** What came of a simulation, for people to look at. */
export const simResultsSchema = z.object({
	experiment: z.string(),
	setting: episodeSettingSchema,
	personas: z.array(z.string()),
	seeds: z.int().describe('episodes of each persona with each policy'),
	policies: z.array(
		z.object({
			policy: z.enum(policyNames),
			episodes: z.int(),
			reward: meanSchema.describe('over the personas of the means over their seeds'),
			regret: meanSchema,
			curve: curveSchema.describe('mean rewards of equal parts of an episode, over the personas'),
			personas: z.array(z.object({ persona: z.string(), reward: meanSchema, regret: meanSchema })),
		}),
	),
	decisions: z.array(decisionSchema).describe('those that were made, the newest first'),
});

export type SimResults = z.infer<typeof simResultsSchema>;
