import { countFlips } from './count-flips';
import type { Finding } from './finding';
import { found, nothingFound } from './finding';
import { summaryOf } from './pair-summary';
import { type Pair, pairsOf, type ScoreTable } from './score-table';

/** What the sign flips of a table say. */
export interface SignFlips {
	readonly level: number;
	/** Whether all flips were taken, and how many were. */
	readonly exact: boolean;
	readonly flips: number;
	/**
	 * By row: the probability that chance alone gives another row a mean as far above it as the best one's is. At or below
	 * the level it is no better than the best.
	 */
	readonly beaten: readonly Finding<number>[];
	readonly pairs: readonly PairFlips[];
}

/** One pair of rows. */
interface PairFlips extends Pair {
	/** How many scenarios both rows have. */
	readonly scenarios: number;
	/** The mean of `second` − `first` over these; `null` where there are none. */
	readonly difference: number | null;
	/** Two-sided probabilities: of this pair alone, and adjusted for all pairs. */
	readonly chance: Finding<{ readonly raw: number; readonly adjusted: number }>;
}

export interface SignFlipOptions {
	/** Draws the flips where there are too many to take them all. */
	readonly seed: number;
	/** What a probability is held against, one-sided for rows and family-wise for pairs; 0.05 unless given. */
	readonly level?: number;
	/** What pairs are compared by: `t`, or `sum` for the plain |sum of differences|; `t` unless given. */
	readonly statistic?: 't' | 'sum';
}

/**
 * Flips the signs of all differences of a scenario together, one shared flip for all rows, and counts how often chance
 * alone does as much as was seen. Exact where the differences are symmetric about their centre; strong skew weakens that.
 *
 * Rows: the largest mean difference in another's favour, unstudentised, one-sided, so that chance is that of the largest
 * of them all. Pairs: the single-step max-T of Westfall and Young (1993, Resampling-Based Multiple Testing). Its
 * statistic is |sum| ÷ √(sum of squares), which under flips has variance 1 in every pair, and orders flips as |t| does.
 *
 * Needs as many common scenarios as can reach the level at all: at 0.05 five for rows and six for pairs. A pair with fewer
 * is left out of every maximum.
 */
export function signFlips(table: ScoreTable, { seed, level = 0.05, statistic = 't' }: SignFlipOptions): SignFlips {
	const pairs = pairsOf(table.rows.length).map((pair) => summaryOf(table, pair, statistic));
	const fewest = { row: fewestScenarios(level), pair: fewestScenarios(level / 2) };
	const counted = countFlips(table, pairs, seed, fewest);
	const most = table.rows.map((_row, at) =>
		Math.max(0, ...pairs.filter(({ first, second }) => first === at || second === at).map((pair) => pair.scenarios)),
	);
	return {
		...{ level, exact: counted.exact, flips: counted.flips },
		beaten: most.map((scenarios, row) =>
			scenarios < fewest.row ? tooFew(scenarios, fewest.row) : found(counted.share(counted.rows[row])),
		),
		pairs: pairs.map(({ first, second, scenarios, difference }, at) => ({
			...{ first, second, scenarios, difference },
			chance:
				scenarios < fewest.pair
					? tooFew(scenarios, fewest.pair)
					: found({ raw: counted.share(counted.raw[at]), adjusted: counted.share(counted.adjusted[at]) }),
		})),
	};
}

/** The fewest scenarios with which a one-sided sign-flip test can reach a level: the one flip of 2ⁿ that was seen. */
export function fewestScenarios(level: number): number {
	return Math.ceil(-Math.log2(level) - 1e-12);
}

function tooFew(scenarios: number, fewest: number): Finding<never> {
	return nothingFound(
		`${scenarios} common ${scenarios === 1 ? 'scenario' : 'scenarios'} cannot separate, whatever the data: it takes ${fewest}`,
	);
}
