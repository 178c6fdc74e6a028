import quantileOfNormal from '@stdlib/stats-base-dists-normal-quantile';
import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { wilson } from '../statistics/wilson';
import { type ClusteredMean, clusteredMean } from './clustered-mean';
import { equalWithin } from './estimate';
import { differenceOf, type ScorePair } from './score-pair';
import type { Rate } from './worth-parts-schema';

/** The share of runs on which the two are at most so far apart: 0 for exact agreement, 1 for agreement within one point. */
export function agreementRate(pairs: readonly ScorePair[], within: number): Rate {
	return clusteredRate(pairs.map((pair) => ({ ...pair, holds: Math.abs(differenceOf(pair)) <= within + equalWithin })));
}

/**
 * The share of runs of which something holds, with Wilson's interval (Wilson 1927, JASA 22) for as many independent runs as
 * the runs are worth: n_eff = p(1 − p) / (clustered standard error)², times (z / t)² (Korn & Graubard 1998,
 * Survey Methodology 24; Dean & Pagano 2015, J. Survey Statistics and Methodology 3), never more than there are. Where it
 * holds of all or of none, nothing tells how alike runs of a scenario are: then a scenario counts as one.
 */
export function clusteredRate(
	runs: readonly { readonly scenario: string; readonly weight: number; readonly holds: boolean }[],
): Rate {
	const values = runs.map(({ scenario, weight, holds }) => ({ scenario, weight, value: holds ? 1 : 0 }));
	const found = clusteredMean(values);
	if (found === null) return { value: null, low: null, high: null, effective_runs: null, reason: 'no run' };
	const effective = effectiveRuns(found, runs.length);
	const { value: rate } = wilson(found.mean * effective, effective);
	const ends = { low: rate?.low ?? null, high: rate?.high ?? null };
	return { value: found.mean, ...ends, effective_runs: effective, reason: null };
}

function effectiveRuns({ mean, error, scenarios, degrees }: ClusteredMean, runs: number): number {
	if (error === 0) return scenarios;
	const fewer = (quantileOfNormal(0.975, 0, 1) / quantileOfT(0.975, degrees)) ** 2;
	return Math.min(runs, ((mean * (1 - mean)) / error ** 2) * fewer);
}
