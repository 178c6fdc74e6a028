import { TipBenchError } from '../errors';
import { countOf } from '../wording';
import { atRandom, type Choice, type Choose, type Context, greedily, hopefully, theFirst } from './choose';
import { allFeatures, momentFeatures } from './features';
import type { PolicyName } from './policy-names';
import type { PolicyState } from './policy-state';
import { randomStateOf } from './random-state';
import { emptyRidge, learn, weightsOf } from './ridge';

/** How likely an ε-greedy policy is to try any tip. */
export const epsilon = 0.1;

/** How much LinUCB makes of not knowing. */
const alpha = 1;

/** How strongly weights are held to 0. */
const lambda = 1;

/** A feature beyond this is a mistake, and would drown all others. */
export const largestFeature = 1e6;

/** The most tips that one decision chooses among. */
export const mostTips = 1_000;

const policies: Readonly<Record<PolicyName, { readonly dimension: number; readonly choose: Choose }>> = {
	'egreedy-v1': { dimension: momentFeatures, choose: greedily(epsilon) },
	'egreedy-v2': { dimension: allFeatures, choose: greedily(epsilon) },
	linucb: { dimension: momentFeatures, choose: hopefully(alpha) },
	random: { dimension: 0, choose: atRandom },
	fixed: { dimension: 0, choose: theFirst },
};

/** How many features a policy sees: the first so many of a context. */
export function dimensionOf(policy: PolicyName): number {
	return policies[policy].dimension;
}

/** What a policy sees of contexts with all features. */
export function seenBy(policy: PolicyName, contexts: readonly Context[]): Context[] {
	const dimension = dimensionOf(policy);
	return contexts.map((x) => (x.length > dimension ? x.slice(0, dimension) : x));
}

/** A policy that knows nothing of a user yet. @param seed names its stream of random numbers: the user, as a rule */
export function beginState(policy: PolicyName, seed: string): PolicyState {
	const ridge = emptyRidge(dimensionOf(policy), lambda);
	return { policy, ridge, random: randomStateOf(seed), decisions: 0, reward_sum: 0 };
}

/** A choice, and the state that the next one is made from. */
export interface Scored extends Choice {
	readonly state: PolicyState;
}

/**
 * Scores tips and chooses one.
 * @param contexts one a tip, each with as many features as the policy sees
 * @throws TipBenchError PolicyInputInvalid where there is no tip, or too many, or where features are too few, too many, not
 * finite, or beyond {@link largestFeature}
 */
export function score(state: PolicyState, contexts: readonly Context[]): Scored {
	if (contexts.length === 0) throw invalid('there is no tip to choose from');
	if (contexts.length > mostTips)
		throw invalid(`${contexts.length} tips are more than one decision takes, which is ${mostTips}`);
	for (const [at, x] of contexts.entries()) checkContext(state.policy, x, `tip ${at + 1}`);
	const choice = policies[state.policy].choose(state.ridge, contexts, state.random);
	return { ...choice, state: { ...state, random: choice.random, decisions: state.decisions + 1 } };
}

/**
 * Learns what came of a choice.
 * @param context of the tip that was chosen @param reward 0 to 1
 * @throws TipBenchError PolicyInputInvalid
 */
export function update(state: PolicyState, context: Context, reward: number): PolicyState {
	checkContext(state.policy, context, 'the context');
	if (!(reward >= 0 && reward <= 1)) throw invalid(`a reward is a number from 0 to 1, and this one is ${reward}`);
	return { ...state, ridge: learn(state.ridge, context, reward), reward_sum: state.reward_sum + reward };
}

/** What a policy has learned of a user. */
export interface PolicyStats {
	readonly policy: PolicyName;
	readonly dimension: number;
	readonly decisions: number;
	readonly rewards: number;
	/** `null` before the first reward. */
	readonly mean_reward: number | null;
	/** One a feature, in the order of `featureNames`. */
	readonly weights: readonly number[];
}

export function statsOf({ policy, ridge, decisions, reward_sum }: PolicyState): PolicyStats {
	const { dimension, examples: rewards } = ridge;
	const mean_reward = rewards === 0 ? null : reward_sum / rewards;
	return { policy, dimension, decisions, rewards, mean_reward, weights: [...weightsOf(ridge)] };
}

function checkContext(policy: PolicyName, x: Context, whose: string): void {
	const dimension = dimensionOf(policy);
	if (x.length !== dimension)
		throw invalid(`${whose} has ${countOf(x.length, 'feature')}, and ${policy} takes ${dimension}`);
	const wrong = x.findIndex((each) => !(Math.abs(each) <= largestFeature));
	if (wrong >= 0)
		throw invalid(
			`feature ${wrong + 1} of ${whose} is ${x[wrong]}: it has to be a number within ±${largestFeature.toLocaleString('en')}`,
		);
}

function invalid(message: string): TipBenchError {
	return new TipBenchError('PolicyInputInvalid', message);
}
