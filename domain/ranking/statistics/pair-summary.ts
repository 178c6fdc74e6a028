import { differencesOf, meanOf, type Pair, type ScoreTable } from './score-table';

/** What a test of a pair needs to know of it before any flip. */
export interface PairSummary extends Pair {
	readonly scenarios: number;
	readonly difference: number | null;
	/** What makes of |sum| the pair's statistic. */
	readonly scale: number;
}

/** The summary of a pair over its common scenarios. */
export function summaryOf(table: ScoreTable, pair: Pair, statistic: 't' | 'sum'): PairSummary {
	const common = differencesOf(table, pair).filter((each) => each !== null);
	const squares = common.reduce((sum, each) => sum + each * each, 0);
	const scale = statistic === 'sum' ? 1 : 1 / Math.sqrt(squares);
	return {
		...{ ...pair, scenarios: common.length, difference: common.length === 0 ? null : meanOf(common) },
		// Rows that never differ are the same, whatever is flipped.
		scale: squares === 0 ? 0 : scale,
	};
}
