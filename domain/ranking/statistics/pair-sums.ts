import { type FlippedSums, flippedSums } from './flipped-sums';
import { differencesOf, type Pair, type ScoreTable } from './score-table';

/** The sums of pairs, and where no cell is missing those of the rows that they come from, as far as a constant. */
export interface FlippedPairSums extends FlippedSums {
	readonly rows: Float64Array | null;
}

/**
 * The sums of the differences of all pairs under flips, over the scenarios that both rows have. Pairs of rows that have all
 * scenarios get them from one sum a row, the others from one a pair.
 */
export function flippedPairSums(table: ScoreTable, pairs: readonly Pair[]): FlippedPairSums {
	const lacks = table.scores.map((row) => row.includes(null));
	const isOwn = pairs.map(({ first, second }) => lacks[first] === true || lacks[second] === true);
	const [shared, own] = [false, true].map((kind) => [...pairs.keys()].filter((at) => isOwn[at] === kind)) as [
		number[],
		number[],
	];
	const rows = flippedSums(aboveFirstRow(table));
	const ownSums = flippedSums(own.map((at) => differencesOf(table, pairs[at] as Pair).map((each) => each ?? 0)));
	const [places, ownPlaces] = [Int32Array.from(shared), Int32Array.from(own)];
	const [first, second] = [
		Int32Array.from(shared, (at) => pairs[at]?.first ?? 0),
		Int32Array.from(shared, (at) => pairs[at]?.second ?? 0),
	];
	const sums = new Float64Array(pairs.length);
	return {
		sums,
		rows: own.length === 0 ? rows.sums : null,
		take(flip) {
			rows.take(flip);
			ownSums.take(flip);
			for (let at = 0; at < places.length; at += 1)
				sums[places[at] as number] =
					(rows.sums[second[at] as number] as number) - (rows.sums[first[at] as number] as number);
			for (let at = 0; at < ownPlaces.length; at += 1) sums[ownPlaces[at] as number] = ownSums.sums[at] as number;
		},
	};
}

/** Scores as differences from the first row's, so that a constant in all of them is in no sum. */
function aboveFirstRow({ scores }: ScoreTable): number[][] {
	const [first = []] = scores;
	return scores.map((row) => row.map((score, at) => (score ?? 0) - (first[at] ?? 0)));
}
