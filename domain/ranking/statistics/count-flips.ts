import { flipsOf } from './flips';
import type { PairSummary } from './pair-summary';
import { flippedPairSums } from './pair-sums';
import type { ScoreTable } from './score-table';

/** Sums of equal terms that were added in another order are equal within this part of their size. */
const tolerance = 1e-9;

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
	const [first, second] = [Int32Array.from(pairs, (pair) => pair.first), Int32Array.from(pairs, (pair) => pair.second)];
	const toMean = Float64Array.from(pairs, ({ scenarios }) => (scenarios < fewest.row ? 0 : 1 / scenarios));
	const scale = Float64Array.from(pairs, (pair) => (pair.scenarios < fewest.pair ? 0 : pair.scale));
	const [worst, sizes] = [new Float64Array(table.rows.length), new Float64Array(pairs.length)];
	const walk = flippedPairSums(table, pairs);
	return {
		worst,
		sizes,
		/** Returns the largest statistic of all pairs. */
		take(flip: Uint8Array): number {
			walk.take(flip);
			worst.fill(0);
			let largest = 0;
			// No call in here, and no global: in a workflow's sandbox each costs.
			for (let at = 0; at < sizes.length; at += 1) {
				const sum = walk.sums[at] as number;
				const isUp = sum > 0;
				const behind = (isUp ? first[at] : second[at]) as number;
				const above = isUp ? sum : -sum;
				const mean = above * (toMean[at] as number);
				if (mean > (worst[behind] as number)) worst[behind] = mean;
				const size = above * (scale[at] as number);
				sizes[at] = size;
				if (size > largest) largest = size;
			}
			return largest;
		},
	};
}
