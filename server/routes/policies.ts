import { createRoute, z } from '@hono/zod-openapi';
import { TipBenchError } from '../../domain/errors';
import { policyNames } from '../../domain/policies/policy-names';
import { simKeySchema } from '../../domain/simulation/sim-config';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { flag } from '../../http/query-values';
import { messageOf } from '../../machine/coded-error';
import { findIn } from '../../places/experiment';
import { type PoliciesChange, readActive, rollback, setShadow } from '../../serving/active-policies';
import { shadowCounts } from '../../serving/shadow-counts';
import { policyOf, shadowNames } from '../../serving/shadow-names';
import { policyTotals } from '../../serving/totals';
import type { ServerContext } from '../context';
import { experimentName } from '../experiment-route';
import { newGroup } from '../group';
import { withStore } from '../with-store';
import { policiesSchema, policyChangeSchema, policySchema, promotionSchema } from './policy-schema';

const tags = ['policies'];

const list = createRoute({
	...{ method: 'get', path: '/api/policies', tags },
	summary: 'Which policy is active and on what evidence, which were before, the shadows, and what was counted',
	responses: { 200: jsonAnswer('As things stand.', policiesSchema) },
});

const promoteRoute = createRoute({
	...{ method: 'post', path: '/api/policies/promote', tags },
	summary: 'Decide by the episodes of a simulation, and make the better policy active where the answer is promote',
	description: 'With `dry_run` it decides and keeps the decision in MLflow, and nothing becomes active.',
	request: {
		query: onlyKeys({ dry_run: flag }),
		body: {
			content: {
				'application/json': {
					schema: onlyKeys({
						experiment: experimentName.describe('the experiment of the simulation'),
						baseline: policySchema
							.optional()
							.describe('which policy whoever asks takes for the active one: another one is refused'),
						candidate: policySchema.optional().describe('the one that may be promoted; else the best of the others'),
						better_by: keyOf('better_by'),
						alpha: keyOf('alpha'),
						worst_persona: keyOf('worst_persona'),
					}),
				},
			},
			required: true,
		},
	},
	responses: { 200: jsonAnswer('What was decided, and whether it is active now.', promotionSchema) },
});

const rollbackRoute = createRoute({
	...{ method: 'post', path: '/api/policies/rollback', tags },
	summary: 'Go back to the policy that was active before',
	responses: { 200: jsonAnswer('It is active again, with its evidence.', policyChangeSchema) },
});

const shadow = createRoute({
	...{ method: 'post', path: '/api/policies/shadow', tags },
	summary: 'Turn a shadow on or off: it is asked too, and never served',
	request: {
		body: {
			content: { 'application/json': { schema: onlyKeys({ name: z.enum(shadowNames), on: z.boolean() }) } },
			required: true,
		},
	},
	responses: { 200: jsonAnswer('It is so.', policyChangeSchema) },
});

/** A number that a decision is asked, with the default that a simulation has too. */
function keyOf(key: 'better_by' | 'alpha' | 'worst_persona') {
	const schema = simKeySchema(key);
	const usual = schema.parse(undefined) as number;
	return z
		.number()
		.refine((value) => schema.safeParse(value).success, 'is out of its range')
		.default(usual)
		.describe(schema.description ?? '');
}

/** Which policy is active, and what becomes so. */
export function policyRoutes(context: ServerContext) {
	const { places } = context;
	return newGroup()
		.openapi(list, async (c) => c.json(await overview(context), 200))
		.openapi(promoteRoute, async (c) => {
			const asked = c.req.valid('json');
			c.set('experiment', asked.experiment);
			return c.json(await promote(context, asked, c.req.valid('query').dry_run), 200);
		})
		.openapi(rollbackRoute, async (c) => c.json(shownChange(await rollback(places.env, context.now())), 200))
		.openapi(shadow, async (c) => {
			const { name, on } = c.req.valid('json');
			return c.json(shownChange(await setShadow(places.env, name, on)), 200);
		});
}

function shownChange({ changed, policies: { active, shadows } }: PoliciesChange) {
	return { changed, active, shadows: [...shadows] };
}

async function overview(context: ServerContext) {
	const { active, since, evidence, former, rolled_back, shadows } = readActive(context.places.env);
	const { totals, counts, store_fault } = await counted(context);
	return {
		...{ active, since, evidence, former: [...former], rolled_back },
		shadows: shadowNames.map((name) => ({
			...{ name, policy: policyOf(name), is_on: shadows.includes(name) },
			...{ agreed: 0, differed: 0, unanswered: 0, agreement: null },
			...counts.find((each) => each.name === name),
		})),
		totals: policyNames.map((policy) => ({
			...{ policy, decisions: 0, rewards: 0, mean_reward: null },
			...totals.find((each) => each.policy === policy),
		})),
		store_fault,
	};
}

/** A store that cannot be read hides neither which policy is active nor the way back. */
async function counted(context: ServerContext) {
	const none = { totals: [], counts: [], store_fault: null };
	try {
		return await withStore(context, none, (store) => {
			return { totals: policyTotals(store), counts: shadowCounts(store), store_fault: null };
		});
	} catch (error) {
		if (!(error instanceof TipBenchError)) throw error;
		return { ...none, store_fault: messageOf(error) };
	}
}

type Asked = z.infer<(typeof promoteRoute)['request']['body']['content']['application/json']['schema']>;

/** @throws TipBenchError PromotionRefused, StudyInvalid, UnknownName, MlflowUnavailable, MlflowRefused, PoliciesInvalid */
async function promote({ places }: ServerContext, asked: Asked, isDry: boolean) {
	const { experiment, candidate = null, better_by, alpha, worst_persona } = asked;
	const { active: baseline } = readActive(places.env);
	if (asked.baseline !== undefined && asked.baseline !== baseline)
		throw new TipBenchError('PromotionRefused', `${baseline} is active by now, and no longer ${asked.baseline}`);
	// As in `bench-run.ts`: what computes is loaded where it computes.
	const { decideAndPromote } =
		require('../../simulating/decide-and-promote') as typeof import('../../simulating/decide-and-promote');
	const mlflow = places.mlflow();
	const at = { experiment, experiment_id: (await findIn(mlflow, experiment)).id };
	const question = { baseline: asked.baseline ?? null, candidate, better_by, alpha, worst_persona };
	const { decision, promoted } = await decideAndPromote({ mlflow, env: places.env }, at, question, { isDry });
	return { decision, promoted };
}
