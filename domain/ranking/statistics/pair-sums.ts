import { combinations, type FlippedSums, flippedSums, sumOfBlock } from './flipped-sums';
import { blockSize } from './flips';
import type { Pair, ScoreTable } from './score-table';

/** The sums of pairs, and where no cell is missing those of the rows that they come from, as far as a constant. */
export interface FlippedPairSums extends FlippedSums {
	readonly rows: Float64Array | null;
}

/**
 * The sums of the differences of all pairs under flips, over the scenarios that both rows have. They come from one sum a
 * row, in which a missing cell stands as 0; what a pair has too much by that is taken off again, scenario by scenario.
 */
export function flippedPairSums(table: ScoreTable, pairs: readonly Pair[]): FlippedPairSums {
	const filled = aboveFirstScore(table);
	const rows = flippedSums(filled);
	const surplus = surplusOf(table, filled, pairs);
	const [first, second] = [Int32Array.from(pairs, (pair) => pair.first), Int32Array.from(pairs, (pair) => pair.second)];
	const sums = new Float64Array(pairs.length);
	return {
		sums,
		rows: surplus === null ? rows.sums : null,
		take(flip) {
			rows.take(flip);
			for (let at = 0; at < sums.length; at += 1)
				sums[at] = (rows.sums[second[at] as number] as number) - (rows.sums[first[at] as number] as number);
			surplus?.takeOff(flip, sums);
		},
	};
}

/** Scores as differences from the first that their scenario has, so that a constant in all of them is in no sum. */
function aboveFirstScore({ scores, scenarios }: ScoreTable): number[][] {
	const from = scenarios.map((_each, at) => scores.find((row) => (row[at] ?? null) !== null)?.[at] ?? 0);
	return scores.map((row) => row.map((score, at) => (score === null ? 0 : score - (from[at] ?? 0))));
}

/**
 * What pairs have too much, from scenarios that one of their rows lacks: few, so each pair has only the blocks that hold
 * such a scenario. `null` where no cell is missing.
 */
function surplusOf({ scores }: ScoreTable, filled: readonly number[][], pairs: readonly Pair[]) {
	const [owners, blocks, known]: [number[], number[], number[]] = [[], [], []];
	for (const [at, { first, second }] of pairs.entries()) {
		const [lower, upper] = [filled[first] ?? [], filled[second] ?? []];
		const lacks = lower.map(
			(_each, scenario) => scores[first]?.[scenario] === null || scores[second]?.[scenario] === null,
		);
		const column = lower.map((each, scenario) => (lacks[scenario] ? (upper[scenario] ?? 0) - each : 0));
		for (let block = 0; block * blockSize < column.length; block += 1) {
			if (!lacks.slice(block * blockSize, (block + 1) * blockSize).includes(true)) continue;
			owners.push(at);
			blocks.push(block);
			for (let bits = 0; bits < combinations; bits += 1) known.push(sumOfBlock(column, block, bits));
		}
	}
	if (owners.length === 0) return null;
	const [pairAt, blockAt, sumAt] = [Int32Array.from(owners), Int32Array.from(blocks), Float64Array.from(known)];
	return {
		takeOff(flip: Uint8Array, sums: Float64Array): void {
			for (let at = 0; at < pairAt.length; at += 1) {
				const pair = pairAt[at] as number;
				const bits = flip[blockAt[at] as number] as number;
				sums[pair] = (sums[pair] as number) - (sumAt[at * combinations + bits] as number);
			}
		},
	};
}
