import { batchSize, type FlipBatch, inBatches } from './flip-batches';
import { flipsOf } from './flips';
import type { PairSummary } from './pair-summary';
import { type FlippedPairSums, flippedPairSums } from './pair-sums';
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
	const walk = flippedPairSums(table, pairs);
	const ofPairs = countPairs(walk, pairs, fewest.pair);
	const ofRows = countRows(walk, table, pairs, fewest.row);
	const largest = new Float64Array(flips.count);
	let taken = 0;
	inBatches(flips, (batch) => {
		walk.take(batch);
		ofRows.begin();
		const largestOfBatch = largest.subarray(taken, taken + batch.count);
		for (let at = 0; at < pairs.length; at += 1) {
			const sums = walk.of(at);
			ofPairs.take(at, sums, largestOfBatch);
			ofRows.take(at, sums, batch);
		}
		ofRows.end(batch);
		taken += batch.count;
		// The flip that flips nothing does what is seen.
		if (taken === 1) ofPairs.hold(largest[0] as number);
		return true;
	});
	largest.sort();
	const adjusted = ofPairs.least.map((least) => largest.length - placeOf(least, largest));
	const share = (count: number | undefined) => (count ?? 0) / flips.count;
	return { exact: flips.exact, flips: flips.count, rows: ofRows.counts, raw: ofPairs.counts, adjusted, share };
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

/** Counts by pair how often its statistic is as large as the one that is seen, which is that of the first flip. */
function countPairs(walk: FlippedPairSums, pairs: readonly PairSummary[], fewest: number) {
	const scale = Float64Array.from(pairs, (pair) => (pair.scenarios < fewest ? 0 : pair.scale));
	const [counts, least] = [
		new Float64Array(pairs.length),
		new Float64Array(pairs.length).fill(Number.POSITIVE_INFINITY),
	];
	return {
		counts,
		/** From which statistic on it is as large. */
		least,
		/** @param largest by flip, which a larger statistic of this pair takes the place of */
		take(at: number, sums: Float64Array, largest: Float64Array): void {
			const [toStatistic, enough] = [scale[at] as number, least[at] as number];
			let reached = 0;
			for (let flip = 0; flip < largest.length; flip += 1) {
				const size = abs(sums[flip] as number) * toStatistic;
				if (size >= enough) reached += 1;
				if (size > (largest[flip] as number)) largest[flip] = size;
			}
			counts[at] = (counts[at] as number) + reached;
		},
		/** Holds all that come against the first flip. @param largest its largest statistic */
		hold(largest: number): void {
			for (let at = 0; at < pairs.length; at += 1)
				least[at] = abs(walk.of(at)[0] as number) * (scale[at] as number) - largest * tolerance;
			counts.fill(1);
		},
	};
}

/** Counts by row how often the largest mean difference in another's favour is as large as the one of the first flip. */
function countRows(
	walk: FlippedPairSums,
	{ rows, scenarios }: ScoreTable,
	pairs: readonly PairSummary[],
	fewest: number,
) {
	const toMean = Float64Array.from(pairs, (pair) => (pair.scenarios < fewest ? 0 : 1 / pair.scenarios));
	const [counts, worst] = [new Float64Array(rows.length), new Float64Array(rows.length * batchSize)];
	let least: Float64Array | null = null;
	const count = (batch: FlipBatch) => {
		least ??= leastOf(worst);
		for (let row = 0; row < rows.length; row += 1) {
			const enough = least[row] as number;
			let reached = 0;
			for (let at = row * batchSize; at < row * batchSize + batch.count; at += 1)
				if ((worst[at] as number) >= enough) reached += 1;
			counts[row] = (counts[row] as number) + reached;
		}
	};
	// Where all rows have all scenarios, the row that is furthest ahead of one is that of all.
	if (walk.rows !== null) {
		const takeWorst = worstByRows(walk.rows, rows.length, scenarios.length < fewest ? 0 : 1 / scenarios.length, worst);
		return {
			counts,
			begin: () => {},
			take: () => {},
			end(batch: FlipBatch) {
				takeWorst(batch);
				count(batch);
			},
		};
	}
	return {
		counts,
		begin: () => worst.fill(0),
		take(at: number, sums: Float64Array, batch: FlipBatch) {
			const { first, second } = pairs[at] as PairSummary;
			const [one, other, scale] = [first * batchSize, second * batchSize, toMean[at] as number];
			for (let flip = 0; flip < batch.count; flip += 1) {
				const mean = (sums[flip] as number) * scale;
				const [behind, above] = mean > 0 ? [one + flip, mean] : [other + flip, -mean];
				if (above > (worst[behind] as number)) worst[behind] = above;
			}
		},
		end: count,
	};
}

/** From which number on each row's is as large as the one of the first flip, which comes alone. */
function leastOf(worst: Float64Array): Float64Array {
	const seen = worst.filter((_each, at) => at % batchSize === 0);
	const slack = Math.max(0, ...seen) * tolerance;
	return seen.map((each) => each - slack);
}

function worstByRows(sums: Float64Array, rows: number, toMean: number, worst: Float64Array) {
	const best = new Float64Array(batchSize);
	return ({ count }: FlipBatch) => {
		best.fill(Number.NEGATIVE_INFINITY);
		for (let row = 0; row < rows; row += 1)
			for (let flip = 0; flip < count; flip += 1) {
				const sum = sums[row * batchSize + flip] as number;
				if (sum > (best[flip] as number)) best[flip] = sum;
			}
		for (let row = 0; row < rows; row += 1)
			for (let flip = 0; flip < count; flip += 1)
				worst[row * batchSize + flip] = ((best[flip] as number) - (sums[row * batchSize + flip] as number)) * toMean;
	};
}
