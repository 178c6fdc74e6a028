import quantileOfNormal from '@stdlib/stats-base-dists-normal-quantile';
import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantileOf } from '../statistics/quantiles';
import { fewestScenarios } from './estimate';
import type { BootstrapEstimate } from './worth-parts-schema';

/** How resamples are drawn: a seed gives the same ones again. */
export interface Resampling {
	readonly seed: number;
	readonly resamples: number;
}

/** So many that the ends of an interval hardly move from one seed to another. */
export const usualResamples = 2_000;

/** Where fewer than this share of the resamples gives a number, those that do are no sample of all. */
const fewestDefined = 0.9;

/**
 * A percentile interval of a statistic, by resampling whole scenarios with replacement (Efron & Tibshirani 1993, An
 * Introduction to the Bootstrap, ch. 13; clusters: Field & Welsh 2007, JRSS B 69, 369–390). Runs of one scenario are
 * alike, so they are drawn together. A plain percentile interval of few scenarios is too narrow, so its levels are moved
 * outwards as t is wider than the normal (Hesterberg 2015, The American Statistician 69, 371–386, section 5.3.1): with 8
 * scenarios 0.6 % and 99.4 %.
 * @param scenarios how many there are
 * @param statistic of the scenarios, each as often as `times` says; `null` where it is undefined
 * @param reason why the statistic itself is `null`, where it is
 */
export function bootstrapByScenario(
	scenarios: number,
	statistic: (times: readonly number[]) => number | null,
	{ seed, resamples }: Resampling,
	reason: string,
): BootstrapEstimate {
	const value = scenarios === 0 ? null : statistic(new Array<number>(scenarios).fill(1));
	const none = { value, low: null, high: null, resamples: 0, undefined_resamples: 0 };
	if (value === null) return { ...none, reason };
	if (scenarios < fewestScenarios) return { ...none, reason: tooFewScenarios(scenarios) };
	const random = xoroshiro128plus(seed);
	const found: number[] = [];
	const times = new Array<number>(scenarios).fill(0);
	for (let at = 0; at < resamples; at += 1) {
		times.fill(0);
		for (let drawn = 0; drawn < scenarios; drawn += 1) {
			const which = uniformInt(random, 0, scenarios - 1);
			times[which] = (times[which] ?? 0) + 1;
		}
		const each = statistic(times);
		if (each !== null) found.push(each);
	}
	const counts = { resamples, undefined_resamples: resamples - found.length };
	if (found.length === 0 || found.length < fewestDefined * resamples)
		return {
			...none,
			...counts,
			reason: `no interval: undefined in ${resamples - found.length} of ${resamples} resamples`,
		};
	const tail = tailOf(scenarios);
	const [low, high] = [quantileOf(found, tail).value, quantileOf(found, 1 - tail).value];
	return { value, low, high, reason: null, ...counts };
}

/** Why there is no interval. */
export function tooFewScenarios(scenarios: number): string {
	return `no interval: it needs ${fewestScenarios} scenarios, there ${scenarios === 1 ? 'is' : 'are'} ${scenarios}`;
}

/** The share of resamples below the lower end: where √(n / (n − 1)) · t stands among the normal's. */
function tailOf(scenarios: number): number {
	const place = -Math.sqrt(scenarios / (scenarios - 1)) * quantileOfT(0.975, scenarios - 1);
	// The library kept for it has the quantile and not its inverse: halving finds that to the last digit.
	let [low, high] = [0, 0.025];
	for (let step = 0; step < 60; step += 1) {
		const middle = (low + high) / 2;
		if (quantileOfNormal(middle, 0, 1) < place) low = middle;
		else high = middle;
	}
	return high;
}
