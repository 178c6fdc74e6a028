import { z } from 'zod';
import { momentSchema } from '../domain/policies/decision';
import { allFeatures } from '../domain/policies/features';
import { mostTips } from '../domain/policies/policies';
import type { Profile } from '../domain/policies/profile';
import { onlyKeys } from '../http/only-keys';
import { newUserSchema } from './store/user-rows';

/** Days; a task that is older counts as one that is a thousandth as old. */
const oldestTask = 1e6;

const rate = z.number().min(0).max(1);

/** What is known of a tip: its three facts, or its features. */
const tipSchema = onlyKeys({
	id: z.string().min(1).max(200).describe('yours'),
	kind: z.string().min(1).max(100).describe('what sort of tip it is, as `plan` or `rest`'),
	priority: rate.optional(),
	overdue: z.boolean().optional(),
	task_age_days: z.number().min(0).max(oldestTask).optional(),
	x: z
		.array(z.number())
		.max(allFeatures)
		.optional()
		.describe(`instead of the three: its features, all ${allFeatures} or as many as the policy sees`),
}).superRefine((tip, context) => {
	const facts = ['priority', 'overdue', 'task_age_days'] as const;
	for (const each of facts) {
		if (tip.x === undefined && tip[each] === undefined)
			context.addIssue({ code: 'custom', path: [each], message: 'must be given, or `x` instead of the three' });
		if (tip.x !== undefined && tip[each] !== undefined)
			context.addIssue({ code: 'custom', path: [each], message: 'is given beside `x`; give either' });
	}
});

const profileSchema = onlyKeys({
	completion_rate: rate,
	dismiss_rate: rate,
	mean_dwell_seconds: z.number().min(0),
	preferred_hour: z.number().min(0).max(24).nullable(),
	tips: z.number().min(0).describe('how many tips it was learned from'),
}) satisfies z.ZodType<Profile>;

/** What a policy is asked: whom, when, and which tips there are. */
export const askedSchema = onlyKeys({
	user: newUserSchema,
	moment: onlyKeys(momentSchema.shape).describe("the hour of the user's day, and whether it is a weekend"),
	tips: z.array(tipSchema).min(1, 'must hold a tip to choose').max(mostTips, `must hold at most ${mostTips} tips`),
	profile: profileSchema.optional().describe('of the user, one for all tips; instead of what is kept'),
	profiles: z
		.record(z.string(), profileSchema)
		.optional()
		.describe('of the user, by kind of tip; instead of what is kept'),
}).superRefine(({ profile, profiles, tips }, context) => {
	if (profile !== undefined && profiles !== undefined)
		context.addIssue({ code: 'custom', path: ['profile'], message: 'is given beside `profiles`; give either' });
	const seen = new Set<string>();
	for (const [at, { id }] of tips.entries()) {
		if (seen.has(id)) context.addIssue({ code: 'custom', path: ['tips', at, 'id'], message: 'stands twice' });
		seen.add(id);
	}
});

/** See {@link askedSchema}. */
export type Asked = Readonly<z.infer<typeof askedSchema>>;

/** What came of a decision. */
export const rewardSchema = onlyKeys({
	decision: z.string().min(1).max(100).describe('its id'),
	reward: rate.describe('0 to 1'),
	outcome: onlyKeys({
		completed: z.boolean().optional(),
		dismissed: z.boolean().optional(),
		dwell_seconds: z.number().min(0).optional(),
	})
		.refine((did) => !(did.completed === true && did.dismissed === true), {
			path: ['dismissed'],
			message: 'is true beside `completed`; a tip is done or dismissed, not both',
		})
		.optional()
		.describe('what the user did; from it their profile is made'),
});

/** See {@link rewardSchema}. */
export type GivenReward = Readonly<z.infer<typeof rewardSchema>>;
