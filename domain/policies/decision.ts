import { z } from 'zod';
import { allFeatures } from './features';
import { largestFeature, mostTips } from './policies';
import { policyNames } from './policy-names';

/** What rounding leaves between propensities and 1, as text of other programs has them. */
const rounding = 1e-6;

const share = z.number().min(0).max(1);
const text = z.string().min(1);

export const momentSchema = z.strictObject({
	hour: z.number().min(0).max(24).describe("of the user's day"),
	weekend: z.boolean(),
});

/**
 * One row of the decision log: one choice, and what came of it. Lists are by tip, in one order. A context is whole, whatever
 * the policy sees of it, so that any policy can be asked about an old decision.
 */
export const decisionSchema = z
	.strictObject({
		id: text,
		user: text,
		at: z.iso.datetime().describe('when it was made, in UTC'),
		policy: z.enum(policyNames),
		version: text.describe('of the program that chose'),
		moment: momentSchema,
		tips: z
			.array(z.strictObject({ id: text, kind: text }))
			.min(1)
			.max(mostTips),
		contexts: z.array(z.array(z.number().min(-largestFeature).max(largestFeature)).length(allFeatures)),
		chosen: z.int().min(0).describe('index of the tip that was shown, from 0'),
		propensity: share.describe('how likely that tip was to be shown'),
		propensities: z.array(share),
		reward: share.nullable().describe('null where none came'),
	})
	.superRefine((row, context) => {
		for (const path of ['contexts', 'propensities'] as const)
			if (row[path].length !== row.tips.length)
				context.addIssue({ code: 'custom', path: [path], message: `${row[path].length} for ${row.tips.length} tips` });
		const own = row.propensities[row.chosen];
		if (own === undefined) {
			context.addIssue({
				code: 'custom',
				path: ['chosen'],
				message: `${row.chosen}, and the last tip is ${row.tips.length - 1}`,
			});
			return;
		}
		if (Math.abs(own - row.propensity) > rounding || own === 0)
			context.addIssue({
				code: 'custom',
				path: ['propensity'],
				message: `${row.propensity}, and the chosen tip's among all is ${own}`,
			});
		const sum = row.propensities.reduce((all, each) => all + each, 0);
		if (Math.abs(sum - 1) > rounding * row.tips.length)
			context.addIssue({ code: 'custom', path: ['propensities'], message: `they sum to ${sum}, not to 1` });
	});

export type Decision = Readonly<z.infer<typeof decisionSchema>>;

/** The log's columns, in their order. In CSV a list or an object is JSON text. */
export const decisionColumns = Object.keys(decisionSchema.shape) as readonly (keyof Decision)[];
