import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { tooFewScenarios } from './bootstrap';
import { type Estimate, fewestScenarios, unknown } from './estimate';
import { byScenario } from './scenario-groups';

/** A number of one run. */
export interface Weighted {
	readonly scenario: string;
	readonly value: number;
	readonly weight: number;
}

/** A weighted mean over runs, and how far it may be off. */
export interface ClusteredMean {
	readonly mean: number;
	/** Standard error; 0 where no scenario differs from another. */
	readonly error: number;
	readonly scenarios: number;
	/** For Student's t: what the scenarios are worth, less one; fewer than they are where some weigh more than others. */
	readonly degrees: number;
}

/** Less is rounding. */
const noError = 1e-12;

/**
 * The weighted mean, with the standard error that lets runs of one scenario be alike: that of leaving out one scenario after
 * the other, (G − 1)/G · Σ (mean without it − mean)² (the jackknife, Efron 1982; of clusters, MacKinnon, Nielsen & Webb 2023,
 * J. Econometrics 232). Where all scenarios weigh the same it is the usual clustered error, and with one run each the usual
 * standard error; where they don't it is wider, and was seen to hold with 8 scenarios. Weights are normed by their sum
 * (Hájek 1971), and scenarios of different weights are worth (Σw)² / Σw² of them (Kish 1965; of clusters, Carter, Schnepel &
 * Steigerwald 2017, Review of Economics and Statistics 99).
 * @returns `null` for no runs
 */
export function clusteredMean(runs: readonly Weighted[]): ClusteredMean | null {
	const all = sumOf(runs, ({ weight }) => weight);
	if (all <= 0) return null;
	const mean = sumOf(runs, ({ weight, value }) => weight * value) / all;
	const groups = byScenario(runs);
	const squares = groups.reduce((sum, group) => {
		const [own, off] = [
			sumOf(group, ({ weight }) => weight),
			sumOf(group, ({ weight, value }) => weight * (value - mean)),
		];
		return sum + (off / (all - own)) ** 2;
	}, 0);
	const scenarios = groups.length;
	const error = scenarios < 2 ? 0 : Math.sqrt(((scenarios - 1) / scenarios) * squares);
	const own = groups.map((group) => sumOf(group, ({ weight }) => weight));
	const degrees = all ** 2 / own.reduce((sum, each) => sum + each * each, 0) - 1;
	return { mean, error: error < noError ? 0 : error, scenarios, degrees };
}

/**
 * The mean with a t-interval; with scenarios of one weight it has (scenarios − 1) degrees of freedom. It needs 5 scenarios, and differences that are not all
 * equal: where they are, nothing tells how far the mean may be off.
 */
export function clusteredInterval(runs: readonly Weighted[]): Estimate {
	const found = clusteredMean(runs);
	if (found === null) return unknown('no run');
	const { mean: value, error, scenarios, degrees } = found;
	if (scenarios < fewestScenarios) return { ...unknown(tooFewScenarios(scenarios)), value };
	if (error === 0)
		return { ...unknown('no interval: all scenarios give the same, so nothing tells how far it may be off'), value };
	const half = tHalfWidth(error, degrees);
	return { value, low: value - half, high: value + half, reason: null };
}

/** Half of a 95 % t-interval. */
export function tHalfWidth(error: number, degrees: number): number {
	return quantileOfT(0.975, degrees) * error;
}

function sumOf(runs: readonly Weighted[], of: (run: Weighted) => number): number {
	return runs.reduce((sum, run) => sum + of(run), 0);
}
