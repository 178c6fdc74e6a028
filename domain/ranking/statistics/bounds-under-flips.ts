import { addBlocks, batchedSums } from './batched-sums';
import { batchSize, type FlipBatch } from './flip-batches';
import { aboveFirstScore, surplusOf } from './pair-sums';
import { type RowBounds, reachOf } from './reach-under-flips';
import type { ScoreTable } from './score-table';

/** What flips do to the rows while scores lie anywhere between two tables. */
export interface FlippedBounds {
	take(batch: FlipBatch): void;
	/**
	 * One row's test of tier 1, whose statistic is the largest mean difference in another's favour, or 0.
	 * @param end of the row's own scores, for the answer that is asked
	 * @returns `null` where no other row counts
	 */
	of(row: number, end: 'lowest' | 'highest'): RowBounds | null;
}

/**
 * The other rows' scores are independent of each other, so for one flip the worst of them can be taken row by row. The row's
 * own scores stand in every difference. Where no cell is missing the flips reach what is seen the more often the higher they
 * are, so they are taken at one end; otherwise each difference takes them anywhere, which can only widen the bounds.
 *
 * All differences come from two sums a row, of its lowest and of its highest scores.
 * @param fewest common scenarios with which another row counts
 */
export function boundsOf(lowest: ScoreTable, highest: ScoreTable, fewest: number): FlippedBounds {
	const isWhole = lowest.scores.every((scores) => !scores.includes(null));
	const [low = [], high = []] = aboveFirstScore(lowest, [lowest, highest]);
	const [lows, highs] = [batchedSums(low), batchedSums(high)];
	let batch: FlipBatch = { count: 0, bits: new Uint8Array() };
	return {
		take(taken) {
			batch = taken;
			lows.take(batch);
			highs.take(batch);
		},
		of(row, end) {
			const own = isWhole && end === 'highest' ? { scores: high, sums: highs.sums } : { scores: low, sums: lows.sums };
			const above = isWhole && end === 'lowest' ? { scores: low, sums: lows.sums } : { scores: high, sums: highs.sums };
			const differenceFrom = (
				theirs: readonly (readonly number[])[],
				mine: typeof own,
				sums: Float64Array,
				other: number,
			) => {
				const [upper, lower] = [theirs[other] ?? [], mine.scores[row] ?? []];
				const surplus = surplusOf(lowest, { first: row, second: other }, lower, upper);
				const isCommon = lowest.scenarios.map((_each, at) => hasBoth(lowest, row, other, at));
				const common = isCommon.filter(Boolean).length;
				const seen = upper.reduce(
					(sum, each, at) => (isCommon[at] ? sum + (each - (lower[at] ?? 0)) / common : sum),
					0,
				);
				return {
					...{ common, seen },
					write(into: Float64Array, from: number) {
						for (let flip = 0; flip < batch.count; flip += 1)
							into[from + flip] =
								(sums[other * batchSize + flip] as number) - (mine.sums[row * batchSize + flip] as number);
						if (surplus !== null) addBlocks(surplus, batch, into, from);
						for (let flip = 0; flip < batch.count; flip += 1)
							into[from + flip] = (into[from + flip] as number) / common;
					},
				};
			};
			const sides = lowest.rows.flatMap((_name, other) => {
				const side = {
					low: differenceFrom(low, above, lows.sums, other),
					high: differenceFrom(high, own, highs.sums, other),
				};
				return other === row || side.low.common < fewest ? [] : [side];
			});
			return sides.length === 0 ? null : reachOf(sides, () => batch.count);
		},
	};
}

function hasBoth({ scores }: ScoreTable, first: number, second: number, scenario: number): boolean {
	return (scores[first]?.[scenario] ?? null) !== null && (scores[second]?.[scenario] ?? null) !== null;
}
