import { bootstrapByScenario, type Resampling } from './bootstrap';
import { byScenario } from './scenario-groups';
import { differenceOf, type ScorePair } from './score-pair';
import { type Moments, momentsOf, sumMoments } from './weighted-kappa';
import type { BootstrapEstimate } from './worth-parts-schema';

/** A pair of scores, and how long the answer is that they are about. */
export interface MeasuredPair extends ScorePair {
	/** Characters of the candidates together. */
	readonly length: number;
}

/**
 * Whether a judge is milder to long answers than the other: Spearman's rank correlation of (judged − against) with the
 * answer's length (Spearman 1904; middle ranks for ties). Of the difference and not of the score, since long answers may
 * be better: only what one sees and the other does not is a bias. By ranks, since lengths are skewed, and one rambling
 * answer would else decide alone. −1 to 1; above 0: milder to long ones. Interval by scenario; the ranks are taken once,
 * over all runs.
 */
export function lengthBias(pairs: readonly MeasuredPair[], resampling: Resampling): BootstrapEstimate {
	// Rounded, so that equal differences of means of thirds are tied.
	const differences = middleRanks(pairs, (pair) => Math.round(differenceOf(pair) * 1e6));
	const lengths = middleRanks(pairs, ({ length }) => length);
	const ranked = pairs.map(({ scenario, weight }, at) => ({
		...{ scenario, weight, judged: differences[at] ?? 0, against: lengths[at] ?? 0 },
	}));
	const scenarios = byScenario(ranked).map(momentsOf);
	const statistic = (times: readonly number[]) => correlation(sumMoments(scenarios, times));
	return bootstrapByScenario(scenarios.length, statistic, resampling, constantLength);
}

const constantLength = 'undefined: all differences, or all lengths, are equal';

/** In the order of the pairs, around 0 and of a width of 1; a weight counts as so many runs. */
function middleRanks(pairs: readonly MeasuredPair[], measure: (pair: MeasuredPair) => number): number[] {
	const tied = new Map<number, number>();
	for (const pair of pairs) tied.set(measure(pair), (tied.get(measure(pair)) ?? 0) + pair.weight);
	const all = [...tied.values()].reduce((sum, each) => sum + each, 0);
	const ranks = new Map<number, number>();
	let below = 0;
	for (const [value, weight] of [...tied].sort(([a], [b]) => a - b)) {
		ranks.set(value, (below + weight / 2) / all - 0.5);
		below += weight;
	}
	return pairs.map((pair) => ranks.get(measure(pair)) ?? 0);
}

/** Pearson's; `null` where one of the two does not vary. */
function correlation({ weight, x, y, xx, yy, xy }: Moments): number | null {
	const [varianceX, varianceY] = [xx / weight - (x / weight) ** 2, yy / weight - (y / weight) ** 2];
	if (!(varianceX > 1e-12 && varianceY > 1e-12)) return null;
	return (xy / weight - (x / weight) * (y / weight)) / Math.sqrt(varianceX * varianceY);
}
