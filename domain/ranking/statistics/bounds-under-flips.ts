import { flippedSums } from './flipped-sums';
import type { ScoreTable } from './score-table';

/** What one flip does to a row while scores lie anywhere between two tables. */
export interface Bounds {
	take(flip: Uint8Array): void;
	/** Whether the flip does at least as much as is seen, whatever the scores. */
	surelyReaches(): boolean;
	/** Whether there may be scores with which it does. */
	mayReach(): boolean;
}

/** Differences of other rows from one, divided by how many scenarios they share. */
interface Columns {
	readonly low: readonly (readonly number[])[];
	readonly high: readonly (readonly number[])[];
}

/**
 * Bounds for one row's test of tier 1, whose statistic is the largest mean difference in another's favour, or 0. The other
 * rows' scores are independent of each other, so for one flip the worst of them can be taken row by row. The row's own
 * scores stand in every difference. Where no cell is missing the flips reach what is seen the more often the higher they
 * are, so they are taken at one end; otherwise each difference takes them anywhere, which can only widen the bounds.
 * @param end of the row's own scores, for the answer that is asked
 * @param fewest common scenarios with which another row counts
 * @returns `null` where no other row counts
 */
export function boundsOf(
	lowest: ScoreTable,
	highest: ScoreTable,
	row: number,
	end: 'lowest' | 'highest',
	fewest: number,
): Bounds | null {
	const columns = columnsOf(lowest, highest, row, end, fewest);
	if (columns.low.length === 0) return null;
	// The row itself, whose difference is 0.
	const zero = lowest.scenarios.map(() => 0);
	const walk = flippedSums([...columns.low, zero, ...columns.high, zero]);
	const count = columns.low.length + 1;
	const [low, high] = [[...columns.low, zero].map(total), [...columns.high, zero].map(total)];
	const size = Math.max(1, ...low.map(Math.abs), ...high.map(Math.abs));
	const [small, generous] = [size * 1e-11, size * 1e-8];
	const middle = (at: number) => ((walk.sums[at] as number) + (walk.sums[count + at] as number)) / 2;
	const half = low.map((each, at) => ((high[at] ?? 0) - each) / 2);
	const largestSeen = othersLargest(low);
	return {
		take: (flip) => walk.take(flip),
		surelyReaches() {
			const least = othersLargest(half.map((each, at) => middle(at) - each));
			// For each row that may be the one seen furthest above: its highest scores are the worst for the flip.
			return high.every((seen, at) => seen <= (walk.sums[count + at] as number) + small || seen <= least(at) + small);
		},
		mayReach() {
			// For each row that may reach it under the flip: its lowest scores where flipped, its highest elsewhere.
			return half.some((each, at) => {
				const flipped = ((low[at] ?? 0) - (walk.sums[at] as number)) / 2;
				return flipped <= generous && middle(at) + each >= largestSeen(at) - generous;
			});
		},
	};
}

function columnsOf(
	lowest: ScoreTable,
	highest: ScoreTable,
	row: number,
	end: 'lowest' | 'highest',
	fewest: number,
): Columns {
	const isWhole = lowest.scores.every((scores) => !scores.includes(null));
	const own = isWhole && end === 'highest' ? highest : lowest;
	const ownAbove = isWhole && end === 'lowest' ? lowest : highest;
	const low: number[][] = [];
	const high: number[][] = [];
	for (const other of lowest.rows.keys()) {
		if (other === row) continue;
		const lows = differences(lowest.scores[other], ownAbove.scores[row]);
		const highs = differences(highest.scores[other], own.scores[row]);
		const common = lows.filter((each) => each !== null).length;
		if (common < fewest) continue;
		low.push(lows.map((each) => (each ?? 0) / common));
		high.push(highs.map((each) => (each ?? 0) / common));
	}
	return { low, high };
}

function differences(theirs: readonly (number | null)[] = [], own: readonly (number | null)[] = []): (number | null)[] {
	return theirs.map((score, at) => {
		const mine = own[at] ?? null;
		return score === null || mine === null ? null : score - mine;
	});
}

/** The largest of all numbers but one. */
function othersLargest(numbers: readonly number[]): (but: number) => number {
	let [largest, second, place] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, -1];
	for (const [at, each] of numbers.entries()) {
		if (each > largest) [largest, second, place] = [each, largest, at];
		else if (each > second) second = each;
	}
	return (but) => (but === place ? second : largest);
}

function total(numbers: readonly number[]): number {
	return numbers.reduce((sum, each) => sum + each, 0);
}
