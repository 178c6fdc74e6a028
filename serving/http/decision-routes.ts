import { createRoute, z } from '@hono/zod-openapi';
import { momentSchema } from '../../domain/policies/decision';
import { type PolicyName, policyNames } from '../../domain/policies/policy-names';
import { jsonAnswer } from '../../http/json-answer';
import { groupOf } from '../../http/new-group';
import { askedSchema, rewardSchema } from '../asked';
import { type Decided, decide } from '../decide';
import { giveReward } from '../give-reward';
import { patiently } from '../store/patiently';
import type { ServingContext } from './context';
import { securityOf } from './guard';
import { policyPath } from './policy-path';

const tags = ['choices'];

/** What a choice answers. */
const decidedSchema = z
	.object({
		decision: z.string().describe('its id: the reward is given by it'),
		user: z.string(),
		policy: z.enum(policyNames),
		version: z.string().describe('of the program that chose'),
		at: z.iso.datetime(),
		moment: momentSchema,
		chosen: z.object({ index: z.int(), id: z.string(), kind: z.string() }),
		propensity: z.number().describe('how likely that tip was to be chosen'),
		scores: z.array(z.number()).describe('by tip, as are the propensities'),
		propensities: z.array(z.number()),
	})
	.openapi('Decided');

/** What a reward answers. */
const takenSchema = z
	.object({
		decision: z.string(),
		user: z.string(),
		policy: z.enum(policyNames),
		reward: z.number(),
		at: z.iso.datetime().describe('when it was taken'),
		is_new: z.boolean().describe('false where the same came before; it counts once'),
	})
	.openapi('TakenReward');

const bodyOf = <Schema extends z.ZodType>(schema: Schema) => ({
	body: { required: true as const, content: { 'application/json': { schema } } },
});

function choiceRoute<const Path extends string>(path: Path, summary: string) {
	const responses = { 200: jsonAnswer('What was chosen, and how.', decidedSchema) };
	const request = bodyOf(askedSchema);
	return createRoute({ method: 'post', path, summary, tags, security: securityOf.serve, request, responses });
}

function rewardRoute<const Path extends string>(path: Path, summary: string) {
	const responses = { 200: jsonAnswer('It is taken, for good.', takenSchema) };
	const request = bodyOf(rewardSchema);
	return createRoute({ method: 'post', path, summary, tags, security: securityOf.serve, request, responses });
}

/** Choices and rewards: of the active policy, and of each by its name. */
export function decisionRoutes(context: ServingContext) {
	const { store, metrics, now, version, settings } = context;
	const chosenBy = async (policy: PolicyName, asked: z.infer<typeof askedSchema>) => {
		const decided = await patiently(store, () => decide(store, policy, asked, { now: now(), version }));
		metrics.noteDecision(policy);
		return decided;
	};
	const taken = async (given: z.infer<typeof rewardSchema>, policy?: PolicyName) => {
		const rewarding = { now: now(), windowMs: settings.rewardWindowMs, ...(policy && { policy }) };
		const reward = await patiently(store, () => giveReward(store, given, rewarding));
		metrics.noteReward(reward.policy, reward.is_new);
		return reward;
	};
	const group = groupOf();
	group.openapi(choiceRoute('/recommend', 'Have the active policy choose a tip; the shadows are told'), async (c) => {
		const { active, shadows } = context.policies.now();
		const decided = await chosenBy(active, c.req.valid('json'));
		context.tellShadows(decided, shadows);
		return c.json(shown(decided), 200);
	});
	group.openapi(rewardRoute('/reward', 'Give the reward of a decision, whichever policy made it'), async (c) =>
		c.json(await taken(c.req.valid('json')), 200),
	);
	for (const policy of policyNames) {
		const path = policyPath(policy);
		group.openapi(choiceRoute(`/score/${path}`, `Have ${policy} score the tips and choose one`), async (c) =>
			c.json(shown(await chosenBy(policy, c.req.valid('json'))), 200),
		);
		group.openapi(rewardRoute(`/reward/${path}`, `Give the reward of a decision of ${policy}`), async (c) =>
			c.json(await taken(c.req.valid('json'), policy), 200),
		);
	}
	return group;
}

/** Without the contexts, which the log has. */
function shown({ contexts: _kept, ...decided }: Decided): z.infer<typeof decidedSchema> {
	return { ...decided, scores: [...decided.scores], propensities: [...decided.propensities] };
}
