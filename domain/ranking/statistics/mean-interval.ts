import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { type Finding, found, type Interval, nothingFound } from './finding';
import { meanOf, varianceOf } from './score-table';

/** A mean over scenarios. */
export interface MeanInterval {
	readonly scenarios: number;
	/** `null` where there is no scenario. */
	readonly mean: number | null;
	readonly interval: Finding<Interval>;
}

/**
 * The mean of scenario means with Student's interval, mean ± t(n − 1) × s ÷ √n (Student 1908; Miller 2024, arXiv
 * 2411.00640, with t in place of z, since there are few). Needs two scenarios, and two that differ: with no spread to
 * be seen the interval would have no width, and claim what nobody knows.
 * @param scenarioMeans one a scenario, repeats averaged first
 * @param confidence between 0 and 1; 0.95 unless given
 */
export function meanInterval(scenarioMeans: readonly number[], confidence = 0.95): MeanInterval {
	const scenarios = scenarioMeans.length;
	if (scenarios === 0) return { scenarios, mean: null, interval: nothingFound('no scenario has a score') };
	const mean = meanOf(scenarioMeans);
	if (scenarios === 1) return { scenarios, mean, interval: nothingFound('one scenario has no spread: it takes 2') };
	if (scenarioMeans.every((each) => each === scenarioMeans[0]))
		return { scenarios, mean, interval: nothingFound('all scenario means are equal, so their spread is unknown') };
	const half = quantileOfT((1 + confidence) / 2, scenarios - 1) * Math.sqrt(varianceOf(scenarioMeans) / scenarios);
	return { scenarios, mean, interval: found({ low: mean - half, high: mean + half }) };
}
