import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import type { DifferenceInterval } from './difference-interval';
import { type Finding, found, nothingFound } from './finding';

/** What a gate says of a candidate. */
export type GateAnswer = 'promote' | 'reject' | 'not enough evidence';

/**
 * Promotes what lies wholly above the bound, rejects what lies wholly below, and otherwise says that there is not enough
 * evidence; so too where there is no interval.
 * @param bound a difference from the baseline: 0.5 for "better by more than half a point", −0.5 for "not worse by more"
 */
export function gateAnswer(interval: Finding<DifferenceInterval>, bound: number): GateAnswer {
	if (interval.value === null) return 'not enough evidence';
	if (interval.value.low > bound) return 'promote';
	return interval.value.high < bound ? 'reject' : 'not enough evidence';
}

/**
 * About how many more scenarios would decide, with a power of 0.8, were the true difference and spread those that were
 * seen: (t(1 − level) + t(0.8))² × variance ÷ (mean − bound)² in all (Miller 2024, arXiv 2411.00640, with t in place of z).
 * Needs a mean that is not at the bound, and two scenarios; at least one is said.
 * @param deviation the standard deviation of the differences
 */
export function moreScenarios(
	{ scenarios, mean }: { readonly scenarios: number; readonly mean: number },
	deviation: number,
	bound: number,
	{ level = 0.05, power = 0.8 } = {},
): Finding<number> {
	if (scenarios < 2) return nothingFound('two scenarios are needed to tell');
	const distance = Math.abs(mean - bound);
	if (distance === 0) return nothingFound('the mean difference lies at the bound: no number of scenarios would decide');
	const quantiles = quantileOfT(1 - level, scenarios - 1) + quantileOfT(power, scenarios - 1);
	return found(Math.max(1, Math.ceil(((quantiles * deviation) / distance) ** 2) - scenarios));
}
