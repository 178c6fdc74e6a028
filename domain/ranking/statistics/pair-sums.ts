import { type FlippedSums, flippedSums } from './flipped-sums';
import { differencesOf, type Pair, type ScoreTable } from './score-table';

/** The sums of pairs, and where no cell is missing those of the rows that they come from, as far as a constant. */
export interface FlippedPairSums extends FlippedSums {
	readonly rows: Float64Array | null;
}

/**
 * The sums of the differences of all pairs under flips, over the scenarios that both rows have. Where no cell is missing
 * they come from one sum a row, else from one a pair.
 */
export function flippedPairSums(table: ScoreTable, pairs: readonly Pair[]): FlippedPairSums {
	if (table.scores.some((row) => row.includes(null)))
		return { ...flippedSums(pairs.map((pair) => differencesOf(table, pair).map((each) => each ?? 0))), rows: null };
	const rows = flippedSums(aboveFirstRow(table));
	const [first, second] = [Int32Array.from(pairs, (pair) => pair.first), Int32Array.from(pairs, (pair) => pair.second)];
	const sums = new Float64Array(pairs.length);
	return {
		sums,
		rows: rows.sums,
		take(flip) {
			rows.take(flip);
			for (let at = 0; at < sums.length; at += 1)
				sums[at] = (rows.sums[second[at] as number] as number) - (rows.sums[first[at] as number] as number);
		},
	};
}

/** Scores as differences from the first row's, so that a constant in all of them is in no sum. */
function aboveFirstRow({ scores }: ScoreTable): number[][] {
	const [first = []] = scores;
	return scores.map((row) => row.map((score, at) => (score ?? 0) - (first[at] ?? 0)));
}
