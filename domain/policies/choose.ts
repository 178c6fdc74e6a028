import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { generatorAt, type RandomState } from './random-state';
import { type Ridge, uncertaintyOf, weightsOf } from './ridge';

/** The features of a tip, as many as the policy sees. */
export type Context = readonly number[];

/** One choice among tips; lists are by tip, in the order in which they came. */
export interface Choice {
	readonly scores: readonly number[];
	/** The index of the chosen tip. */
	readonly choice: number;
	/** How likely each was to be chosen; they sum to 1. */
	readonly propensities: readonly number[];
	/** Where the stream of random numbers stands now. */
	readonly random: RandomState;
}

/** How a policy chooses, by what it has learned and by chance. */
export type Choose = (ridge: Ridge, contexts: readonly Context[], random: RandomState) => Choice;

/**
 * The tip of the highest expected reward, but one in `1 ÷ epsilon` times any: a propensity of ε/K, and 1 − ε more for the
 * best. Of equals the first is the best. It draws as often whatever comes of it, so that policies which share a stream
 * stay in step.
 */
export function greedily(epsilon: number): Choose {
	return (ridge, contexts, random) => {
		const weights = weightsOf(ridge);
		const scores = contexts.map((x) => dot(weights, x));
		const best = firstLargest(scores);
		const { draws, after } = draw(random, 2);
		const [explores, any] = [(draws[0] as number) < epsilon, indexAt(draws[1] as number, contexts.length)];
		const share = epsilon / contexts.length;
		return {
			...{ scores, choice: explores ? any : best, random: after },
			propensities: contexts.map((_x, at) => share + (at === best ? 1 - epsilon : 0)),
		};
	};
}

/**
 * The tip that could be best: its expected reward and `alpha` times how little is known of it (LinUCB; Li, Chu, Langford and
 * Schapire 2010, https://doi.org/10.1145/1772690.1772758, with one model for all tips). Chance has no part in it.
 */
export function hopefully(alpha: number): Choose {
	return (ridge, contexts, random) => {
		const weights = weightsOf(ridge);
		const scores = contexts.map((x) => dot(weights, x) + alpha * uncertaintyOf(ridge, x));
		const choice = firstLargest(scores);
		return { scores, choice, random, propensities: certainly(choice, contexts.length) };
	};
}

/** Any tip, each as likely. */
export const atRandom: Choose = (_ridge, contexts, random) => {
	const { draws, after } = draw(random, 2);
	return {
		scores: contexts.map(() => 0),
		choice: indexAt(draws[1] as number, contexts.length),
		propensities: contexts.map(() => 1 / contexts.length),
		random: after,
	};
};

/** The first tip that the caller named: what a product without any policy shows. */
export const theFirst: Choose = (_ridge, contexts, random) => ({
	scores: contexts.map(() => 0),
	...{ choice: 0, random, propensities: certainly(0, contexts.length) },
});

function draw(random: RandomState, count: number): { readonly draws: readonly number[]; readonly after: RandomState } {
	const generator = generatorAt(random);
	const draws = Array.from({ length: count }, () => uniformFloat64(generator));
	return { draws, after: generator.getState() };
}

function indexAt(share: number, count: number): number {
	return Math.min(Math.floor(share * count), count - 1);
}

function certainly(choice: number, count: number): number[] {
	return Array.from({ length: count }, (_none, at) => Number(at === choice));
}

function firstLargest(scores: readonly number[]): number {
	let best = 0;
	for (let at = 1; at < scores.length; at += 1) if ((scores[at] as number) > (scores[best] as number)) best = at;
	return best;
}

function dot(weights: Float64Array, x: Context): number {
	let sum = 0;
	for (let at = 0; at < weights.length; at += 1) sum += (weights[at] as number) * (x[at] as number);
	return sum;
}
