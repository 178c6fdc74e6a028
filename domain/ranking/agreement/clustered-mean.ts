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
}

/** Less is rounding. */
const noError = 1e-12;

/**
 * The weighted mean, with the standard error that lets runs of one scenario be alike: G/(G−1) · Σ over scenarios of
 * (Σ w·(value − mean))² / (Σ w)² (Liang & Zeger 1986, Biometrika 73; Cameron & Miller 2015, J. Human Resources 50). Weights
 * are normed by their sum (Hájek 1971). With one run a scenario and equal weights it is the usual standard error.
 * @returns `null` for no runs
 */
export function clusteredMean(runs: readonly Weighted[]): ClusteredMean | null {
	const all = runs.reduce((sum, { weight }) => sum + weight, 0);
	if (all <= 0) return null;
	const mean = runs.reduce((sum, { weight, value }) => sum + weight * value, 0) / all;
	const groups = byScenario(runs);
	const squares = groups
		.map((group) => group.reduce((sum, { weight, value }) => sum + weight * (value - mean), 0) / all)
		.reduce((sum, each) => sum + each * each, 0);
	const scenarios = groups.length;
	const error = scenarios < 2 ? 0 : Math.sqrt((scenarios / (scenarios - 1)) * squares);
	return { mean, error: error < noError ? 0 : error, scenarios };
}

/**
 * The mean with a t-interval of (scenarios − 1) degrees of freedom. It needs 5 scenarios, and differences that are not all
 * equal: where they are, nothing tells how far the mean may be off.
 */
export function clusteredInterval(runs: readonly Weighted[]): Estimate {
	const found = clusteredMean(runs);
	if (found === null) return unknown('no run');
	const { mean: value, error, scenarios } = found;
	if (scenarios < fewestScenarios) return { ...unknown(tooFewScenarios(scenarios)), value };
	if (error === 0)
		return { ...unknown('no interval: all scenarios give the same, so nothing tells how far it may be off'), value };
	const half = tHalfWidth(error, scenarios - 1);
	return { value, low: value - half, high: value + half, reason: null };
}

/** Half of a 95 % t-interval. */
export function tHalfWidth(error: number, degrees: number): number {
	return quantileOfT(0.975, degrees) * error;
}
