import { type BootstrapEstimate, bootstrapByScenario, type Resampling } from './bootstrap';
import { byScenario } from './scenario-groups';
import { differenceOf, type ScorePair } from './score-pair';

/** A pair of scores, and how long the answer is that they are about. */
export interface MeasuredPair extends ScorePair {
	/** Characters of the candidates together. */
	readonly length: number;
}

interface Placed {
	readonly scenario: number;
	readonly weight: number;
	readonly value: number;
}

/**
 * Whether a judge is milder to long answers than the other: Spearman's rank correlation of (judged − against) with the
 * answer's length (Spearman 1904; middle ranks for ties). Of the difference and not of the score, since long answers may
 * be better: only what one sees and the other does not is a bias. By ranks, since lengths are skewed, and one rambling
 * answer would else decide alone. −1 to 1; above 0: milder to long ones. Interval by scenario.
 */
export function lengthBias(pairs: readonly MeasuredPair[], resampling: Resampling): BootstrapEstimate {
	const groups = byScenario(pairs);
	const placed = groups.flatMap((group, scenario) => group.map((pair) => ({ pair, scenario })));
	const sorted = (value: (pair: MeasuredPair) => number): [Placed, number][] =>
		placed
			.map(({ pair, scenario }, at): [Placed, number] => [{ scenario, weight: pair.weight, value: value(pair) }, at])
			.sort(([a], [b]) => a.value - b.value);
	// Rounded, so that equal differences of means of thirds are tied.
	const differences = sorted((pair) => Math.round(differenceOf(pair) * 1e6));
	const lengths = sorted(({ length }) => length);
	const statistic = (times: readonly number[]) => {
		const weights = placed.map(({ pair, scenario }) => pair.weight * (times[scenario] ?? 0));
		return correlation(middleRanks(differences, times), middleRanks(lengths, times), weights);
	};
	return bootstrapByScenario(groups.length, statistic, resampling, constantLength);
}

const constantLength = 'undefined: all differences, or all lengths, are equal';

/** Ranks in the order of the pairs, from values in ascending order; weights count as so many runs. */
function middleRanks(sorted: readonly (readonly [Placed, number])[], times: readonly number[]): number[] {
	const ranks = new Array<number>(sorted.length).fill(0);
	let below = 0;
	for (let from = 0; from < sorted.length; ) {
		let [to, tied] = [from, 0];
		const value = sorted[from]?.[0].value;
		for (; to < sorted.length && sorted[to]?.[0].value === value; to += 1) {
			const run = sorted[to]?.[0];
			if (run !== undefined) tied += run.weight * (times[run.scenario] ?? 0);
		}
		for (; from < to; from += 1) ranks[sorted[from]?.[1] ?? 0] = below + tied / 2;
		below += tied;
	}
	return ranks;
}

/** Pearson's, weighted; `null` where one of the two does not vary. */
function correlation(x: readonly number[], y: readonly number[], weights: readonly number[]): number | null {
	const all = weights.reduce((sum, each) => sum + each, 0);
	const meanOf = (values: readonly number[]) =>
		values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0) / all;
	const [meanX, meanY] = [meanOf(x), meanOf(y)];
	let [xx, yy, xy] = [0, 0, 0];
	for (const [at, weight] of weights.entries()) {
		const [dx, dy] = [(x[at] ?? 0) - meanX, (y[at] ?? 0) - meanY];
		xx += weight * dx * dx;
		yy += weight * dy * dy;
		xy += weight * dx * dy;
	}
	return xx <= 1e-9 * all || yy <= 1e-9 * all ? null : xy / Math.sqrt(xx * yy);
}
