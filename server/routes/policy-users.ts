import { createRoute, z } from '@hono/zod-openapi';
import { decisionSchema } from '../../domain/policies/decision';
import { policyNames } from '../../domain/policies/policy-names';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { wholeNumber } from '../../http/query-values';
import { decisionsOf } from '../../serving/decision-log';
import { userSchema } from '../../serving/store/user-rows';
import { forgetUser, resetUser, userStats } from '../../serving/users';
import type { ServerContext } from '../context';
import { newGroup } from '../group';
import { withStore } from '../with-store';
import { policySchema } from './policy-schema';

const tags = ['policies'];
const oneUser = { user: userSchema };

const statsSchema = z
	.object({
		policy: policySchema,
		dimension: z.int(),
		decisions: z.int(),
		rewards: z.int(),
		mean_reward: z.number().nullable().describe('null before the first reward'),
		weights: z.array(z.number()).describe('one a feature'),
	})
	.openapi('UserPolicy');

const knownSchema = z.object({ is_known: z.boolean(), policies: z.array(statsSchema) }).openapi('PolicyUser');

const user = createRoute({
	...{ method: 'get', path: '/api/policies/user', tags },
	summary: 'What each policy has learned of a user',
	request: { query: onlyKeys(oneUser) },
	responses: {
		200: jsonAnswer('Of one whom nobody knows: nothing.', knownSchema),
	},
});

const decisions = createRoute({
	...{ method: 'get', path: '/api/policies/decisions', tags },
	summary: "A user's decisions, the newest first",
	request: {
		query: onlyKeys({
			...oneUser,
			limit: wholeNumber(1, 200, 50),
			before: z.coerce
				.number('must be a whole number')
				.int()
				.min(1)
				.max(Number.MAX_SAFE_INTEGER)
				.optional()
				.openapi({ type: 'integer' })
				.describe('where the page before said that it goes on'),
		}),
	},
	responses: {
		200: jsonAnswer(
			'A page of them.',
			z
				.object({
					decisions: z.array(decisionSchema),
					before: z.int().nullable().describe('where older ones go on; null where there are none'),
				})
				.openapi('PolicyDecisions'),
		),
	},
});

const bodyOf = <Schema extends z.ZodType>(schema: Schema) => ({
	body: { required: true as const, content: { 'application/json': { schema } } },
});

const reset = createRoute({
	...{ method: 'post', path: '/api/policies/reset', tags },
	summary: 'Have policies begin anew with a user',
	request: bodyOf(
		onlyKeys({
			...oneUser,
			policies: z.array(policySchema).min(1).max(policyNames.length).default(['egreedy-v1', 'egreedy-v2']),
			profile: z.boolean().default(false).describe('whether the history goes too that their profile is made from'),
		}),
	),
	responses: {
		200: jsonAnswer(
			'They do.',
			z.object({ reset: z.array(policySchema).describe('those that knew the user') }).openapi('ResetUser'),
		),
	},
});

const forget = createRoute({
	...{ method: 'post', path: '/api/policies/forget', tags },
	summary: 'Delete all that is kept of a user',
	request: bodyOf(onlyKeys(oneUser)),
	responses: {
		200: jsonAnswer(
			'Nothing is left; how much there was.',
			z.object({ users: z.int(), decisions: z.int() }).openapi('ForgottenUser'),
		),
	},
});

/** What is known of users, and its end. */
export function policyUserRoutes(context: ServerContext) {
	return newGroup()
		.openapi(user, async (c) => c.json(await known(context, c.req.valid('query').user), 200))
		.openapi(decisions, async (c) => {
			const { user: id, limit, before } = c.req.valid('query');
			const page = await withStore(context, { decisions: [], before: null }, (store) =>
				decisionsOf(store, id, limit, before),
			);
			return c.json({ decisions: [...page.decisions], before: page.before }, 200);
		})
		.openapi(reset, async (c) => {
			const asked = c.req.valid('json');
			return c.json({ reset: await withStore(context, [], (store) => resetUser(store, asked)) }, 200);
		})
		.openapi(forget, async (c) => {
			const { user: id } = c.req.valid('json');
			const none = { users: 0, decisions: 0 };
			return c.json(await withStore(context, none, (store) => forgetUser(store, id)), 200);
		});
}

function known(context: ServerContext, id: string) {
	return withStore<z.infer<typeof knownSchema>>(context, { is_known: false, policies: [] }, (store) => {
		const is_known = store.one('SELECT 1 FROM users WHERE id = ?', id) !== undefined;
		const stats = is_known ? policyNames.map((policy) => userStats(store, id, policy)) : [];
		const learned = stats.filter(({ decisions: made, rewards }) => made > 0 || rewards > 0);
		return { is_known, policies: learned.map((each) => ({ ...each, weights: [...each.weights] })) };
	});
}
