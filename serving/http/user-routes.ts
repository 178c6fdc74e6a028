import { createRoute, z } from '@hono/zod-openapi';
import { type PolicyName, policyNames } from '../../domain/policies/policy-names';
import { jsonAnswer } from '../../http/json-answer';
import { groupOf } from '../../http/new-group';
import { onlyKeys } from '../../http/only-keys';
import { simulated } from '../store/schema';
import { userSchema } from '../store/user-rows';
import { forgetUser, resetUser, sweepSimulated, userStats } from '../users';
import type { ServingContext } from './context';
import { securityOf } from './guard';
import { policyPath } from './policy-path';

const tags = ['users'];

const policy = z.enum(policyNames);

const statsSchema = z
	.object({
		policy,
		dimension: z.int(),
		decisions: z.int(),
		rewards: z.int(),
		mean_reward: z.number().nullable().describe('null before the first reward'),
		weights: z.array(z.number()).describe('one a feature'),
	})
	.openapi('PolicyStats');

function statsRoute(of: PolicyName) {
	return createRoute({
		method: 'get',
		path: `/stats/${policyPath(of)}`,
		summary: `What ${of} has learned of a user`,
		...{ tags, security: securityOf.serve },
		request: { query: onlyKeys({ user: userSchema }) },
		responses: { 200: jsonAnswer('Of one whom it does not know: nothing.', statsSchema) },
	});
}

const json = <Schema extends z.ZodType>(schema: Schema) => ({
	body: { required: true as const, content: { 'application/json': { schema } } },
});

const reset = createRoute({
	method: 'post',
	path: '/reset',
	summary: 'Have policies begin anew with a user',
	...{ tags, security: securityOf.admin },
	request: json(
		onlyKeys({
			user: userSchema,
			policies: z.array(policy).min(1).default(['egreedy-v1', 'egreedy-v2']),
			profile: z.boolean().default(false).describe('whether the history goes too that their profile is made from'),
		}),
	),
	responses: {
		200: jsonAnswer('They do; `reset` names those that knew the user.', z.object({ reset: z.array(policy) })),
	},
});

const goneSchema = z.object({ users: z.int(), decisions: z.int() });

const forget = createRoute({
	method: 'post',
	path: '/forget',
	summary: 'Delete all that is kept of a user',
	...{ tags, security: securityOf.admin },
	request: json(onlyKeys({ user: userSchema })),
	responses: { 200: jsonAnswer('Nothing is left; how much there was.', goneSchema) },
});

const sweep = createRoute({
	method: 'post',
	path: '/sweep',
	summary: 'Delete what is kept of simulated users',
	...{ tags, security: securityOf.serve },
	request: json(
		onlyKeys({ run: z.string().max(512).default('').describe(`what their ids begin with, behind \`${simulated}\``) }),
	),
	responses: { 200: jsonAnswer('They are gone; how many there were.', goneSchema) },
});

/** What is known of users, and its end. */
export function userRoutes({ store, log }: ServingContext) {
	const group = groupOf();
	for (const of of policyNames) {
		group.openapi(statsRoute(of), (c) => {
			const stats = userStats(store, c.req.valid('query').user, of);
			return c.json({ ...stats, weights: [...stats.weights] }, 200);
		});
	}
	group.openapi(reset, async (c) => {
		const cleared = await resetUser(store, c.req.valid('json'));
		log.info({ audit: true, reset: cleared }, `reset ${cleared.join(', ') || 'nothing'} of a user`);
		return c.json({ reset: cleared }, 200);
	});
	group.openapi(forget, async (c) => {
		const gone = await forgetUser(store, c.req.valid('json').user);
		log.info({ audit: true, ...gone }, `forgot a user with ${gone.decisions} decisions`);
		return c.json(gone, 200);
	});
	group.openapi(sweep, async (c) => c.json(await sweepSimulated(store, c.req.valid('json').run), 200));
	return group;
}
