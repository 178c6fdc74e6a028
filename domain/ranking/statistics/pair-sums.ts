import { addBlocks, type BlockSums, batchedSums, blocksOf } from './batched-sums';
import { batchSize, type FlipBatch } from './flip-batches';
import { blockSize } from './flips';
import type { Pair, ScoreTable } from './score-table';

/** The sums of the differences of all pairs under many flips at a time, over the scenarios that both rows have. */
export interface FlippedPairSums {
	/** Where no cell is missing, those of the rows that they come from, as far as a constant: by row, then flip. */
	readonly rows: Float64Array | null;
	/** Takes flips; those of a pair are then asked for. */
	take(batch: FlipBatch): void;
	/** Those of the pair at a place, by flip; the same array each time. */
	of(pair: number): Float64Array;
}

/**
 * They come from one sum a row, in which a missing cell stands as 0; what a pair has too much by that is taken off again,
 * scenario by scenario.
 */
export function flippedPairSums(table: ScoreTable, pairs: readonly Pair[]): FlippedPairSums {
	const filled = aboveFirstScore(table, [table])[0] ?? [];
	const rows = batchedSums(filled);
	const surplus = pairs.map((pair) => surplusOf(table, pair, filled[pair.first] ?? [], filled[pair.second] ?? []));
	const sums = new Float64Array(batchSize);
	let batch: FlipBatch = { count: 0, bits: new Uint8Array() };
	return {
		rows: surplus.every((each) => each === null) ? rows.sums : null,
		take(taken) {
			batch = taken;
			rows.take(batch);
		},
		of(at) {
			const { first, second } = pairs[at] as Pair;
			const [one, other] = [first * batchSize, second * batchSize];
			for (let flip = 0; flip < batch.count; flip += 1)
				sums[flip] = (rows.sums[other + flip] as number) - (rows.sums[one + flip] as number);
			const tooMuch = surplus[at] ?? null;
			if (tooMuch !== null) addBlocks(tooMuch, batch, sums, 0);
			return sums;
		},
	};
}

/**
 * Scores as differences from the first that their scenario has, so that a constant in all of them is in no sum; 0 where one
 * is missing.
 * @param tables with the same rows and scenarios as the first one, each of which gets the same taken off
 */
export function aboveFirstScore({ scores, scenarios }: ScoreTable, tables: readonly ScoreTable[]): number[][][] {
	const from = scenarios.map((_each, at) => scores.find((row) => (row[at] ?? null) !== null)?.[at] ?? 0);
	return tables.map((table) =>
		table.scores.map((row) => row.map((score, at) => (score === null ? 0 : score - (from[at] ?? 0)))),
	);
}

/**
 * What a pair has too much, with the other sign, from scenarios that one of its rows lacks: few, so it has only the blocks that
 * hold such a scenario. `null` where both have all.
 * @param lower what stands for the first row's scores, and `upper` for the second one's
 */
export function surplusOf(
	{ scores }: ScoreTable,
	{ first, second }: Pair,
	lower: readonly number[],
	upper: readonly number[],
): BlockSums | null {
	const [one, other] = [scores[first] ?? [], scores[second] ?? []];
	const column = lower.map((each, at) => (one[at] === null || other[at] === null ? each - (upper[at] ?? 0) : null));
	const blocks = new Set(column.flatMap((each, at) => (each === null ? [] : [Math.floor(at / blockSize)])));
	return blocks.size === 0
		? null
		: blocksOf(
				column.map((each) => each ?? 0),
				[...blocks],
			);
}
