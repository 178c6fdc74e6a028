import { flipsOf } from './flips';
import type { PairSummary } from './pair-summary';
import { flippedPairSums } from './pair-sums';
import type { ScoreTable } from './score-table';

/** Sums of equal terms that were added in another order are equal within this part of their size. */
const tolerance = 1e-9;

/** In a workflow's sandbox each look at a global costs, and this one is in the innermost loop. */
const { abs } = Math;

/** The fewest common scenarios with which a pair counts: for rows, and among pairs. */
export interface Fewest {
	readonly row: number;
	readonly pair: number;
}

/** How many flips do as much as was seen. */
export interface Counted {
	readonly exact: boolean;
	readonly flips: number;
	/** By row, and by pair for itself and for the largest of all pairs. */
	readonly rows: Float64Array;
	readonly raw: Float64Array;
	readonly adjusted: Float64Array;
	share(count: number | undefined): number;
}

/** Takes all flips of a table, or draws them by the seed, and counts. */
export function countFlips(table: ScoreTable, pairs: readonly PairSummary[], seed: number, fewest: Fewest): Counted {
	const flips = flipsOf(table.scenarios.length, seed);
	const measured = measureOf(table, pairs, fewest);
	const { worst, sizes } = measured;
	const [rows, raw] = [new Float64Array(worst.length), new Float64Array(sizes.length)];
	const [leastWorst, leastSizes] = [new Float64Array(worst.length), new Float64Array(sizes.length)];
	const largest = new Float64Array(flips.count);
	let taken = 0;
	flips.each((flip) => {
		largest[taken] = measured.take(flip);
		if (taken === 0) {
			const [slack, slackOfSizes] = [Math.max(0, ...worst) * tolerance, (largest[0] as number) * tolerance];
			leastWorst.set(worst.map((each) => each - slack));
			leastSizes.set(sizes.map((each) => each - slackOfSizes));
		}
		countAtLeast(worst, leastWorst, rows);
		countAtLeast(sizes, leastSizes, raw);
		taken += 1;
	});
	largest.sort();
	const adjusted = leastSizes.map((least) => largest.length - placeOf(least, largest));
	return { exact: flips.exact, flips: flips.count, rows, raw, adjusted, share: (each) => (each ?? 0) / flips.count };
}

/** Adds one wherever a number reaches the least that counts. */
function countAtLeast(numbers: Float64Array, least: Float64Array, times: Float64Array): void {
	for (let at = 0; at < numbers.length; at += 1)
		if ((numbers[at] as number) >= (least[at] as number)) times[at] = (times[at] as number) + 1;
}

/** How many of the sorted numbers are below this one. */
function placeOf(number: number, sorted: Float64Array): number {
	let [from, to] = [0, sorted.length];
	while (from < to) {
		const middle = (from + to) >>> 1;
		if ((sorted[middle] as number) < number) from = middle + 1;
		else to = middle;
	}
	return from;
}

/** What a flip does: by row the largest mean difference in another's favour, by pair its statistic. */
function measureOf(table: ScoreTable, pairs: readonly PairSummary[], fewest: Fewest) {
	const scale = Float64Array.from(pairs, (pair) => (pair.scenarios < fewest.pair ? 0 : pair.scale));
	const [worst, sizes] = [new Float64Array(table.rows.length), new Float64Array(pairs.length)];
	const walk = flippedPairSums(table, pairs);
	const takeWorst =
		walk.rows === null
			? worstByPairs(walk.sums, pairs, fewest, worst)
			: worstByRows(walk.rows, table.scenarios.length, fewest, worst);
	return {
		worst,
		sizes,
		/** Returns the largest statistic of all pairs. */
		take(flip: Uint8Array): number {
			walk.take(flip);
			takeWorst();
			let largest = 0;
			for (let at = 0; at < sizes.length; at += 1) {
				const size = abs(walk.sums[at] as number) * (scale[at] as number);
				sizes[at] = size;
				if (size > largest) largest = size;
			}
			return largest;
		},
	};
}

/** Where all rows have all scenarios, the row that is furthest ahead of one is that of all. */
function worstByRows(rows: Float64Array, scenarios: number, fewest: Fewest, worst: Float64Array): () => void {
	const toMean = scenarios < fewest.row ? 0 : 1 / scenarios;
	return () => {
		let best = Number.NEGATIVE_INFINITY;
		for (let row = 0; row < rows.length; row += 1) if ((rows[row] as number) > best) best = rows[row] as number;
		for (let row = 0; row < rows.length; row += 1) worst[row] = (best - (rows[row] as number)) * toMean;
	};
}

function worstByPairs(
	sums: Float64Array,
	pairs: readonly PairSummary[],
	fewest: Fewest,
	worst: Float64Array,
): () => void {
	const [first, second] = [Int32Array.from(pairs, (pair) => pair.first), Int32Array.from(pairs, (pair) => pair.second)];
	const toMean = Float64Array.from(pairs, ({ scenarios }) => (scenarios < fewest.row ? 0 : 1 / scenarios));
	return () => {
		worst.fill(0);
		for (let at = 0; at < sums.length; at += 1) {
			const mean = (sums[at] as number) * (toMean[at] as number);
			const [behind, above] = mean > 0 ? [first[at] as number, mean] : [second[at] as number, -mean];
			if (above > (worst[behind] as number)) worst[behind] = above;
		}
	};
}
