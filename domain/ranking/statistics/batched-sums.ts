import { batchSize, type FlipBatch } from './flip-batches';
import { blockSize } from './flips';

/** Of the signs of a block. */
const combinations = 2 ** blockSize;

/** The sums of some columns of numbers under many flips of signs at a time. */
export interface BatchedSums {
	/** By column, {@link batchSize} places for each: of the flips that were taken last. */
	readonly sums: Float64Array;
	take(batch: FlipBatch): void;
}

/**
 * Sums of columns under flips, from sums of every four scenarios that are made once: a flip then costs a quarter of the
 * additions, and no error adds up from flip to flip.
 * @param columns each with one number a scenario; all of one length
 */
export function batchedSums(columns: readonly (readonly number[])[]): BatchedSums {
	const all = columns.map((column) => blocksOf(column, everyBlock(column.length)));
	const sums = new Float64Array(columns.length * batchSize);
	return {
		sums,
		take(batch) {
			sums.fill(0);
			for (let at = 0; at < all.length; at += 1) addBlocks(all[at] as BlockSums, batch, sums, at * batchSize);
		},
	};
}

/** The sums of some blocks of a column under each combination of signs. */
export interface BlockSums {
	readonly blocks: Int32Array;
	/** By block, then combination. */
	readonly known: Float64Array;
}

/** Those of some blocks of a column. */
export function blocksOf(column: readonly number[], blocks: readonly number[]): BlockSums {
	const known = new Float64Array(blocks.length * combinations);
	for (const [at, block] of blocks.entries())
		for (let bits = 0; bits < combinations; bits += 1)
			known[at * combinations + bits] = sumOfBlock(column, block, bits);
	return { blocks: Int32Array.from(blocks), known };
}

/** Adds what the blocks come to under each flip of a batch. @param from where in `sums` those of the batch begin */
export function addBlocks(
	{ blocks, known }: BlockSums,
	{ bits, count }: FlipBatch,
	sums: Float64Array,
	from: number,
): void {
	const fours = blocks.length - (blocks.length % 4);
	// Four at a time, one after the other: it takes half the time, and no sum is another.
	for (let at = 0; at < fours; at += 4) {
		const [one, two, three, four] = [
			placeOf(blocks, at),
			placeOf(blocks, at + 1),
			placeOf(blocks, at + 2),
			placeOf(blocks, at + 3),
		];
		const ofOne = at * combinations;
		const [ofTwo, ofThree, ofFour] = [ofOne + combinations, ofOne + 2 * combinations, ofOne + 3 * combinations];
		for (let flip = 0; flip < count; flip += 1) {
			let sum = sums[from + flip] as number;
			sum += known[ofOne + (bits[one + flip] as number)] as number;
			sum += known[ofTwo + (bits[two + flip] as number)] as number;
			sum += known[ofThree + (bits[three + flip] as number)] as number;
			sum += known[ofFour + (bits[four + flip] as number)] as number;
			sums[from + flip] = sum;
		}
	}
	for (let at = fours; at < blocks.length; at += 1) {
		const [place, ofBlock] = [placeOf(blocks, at), at * combinations];
		for (let flip = 0; flip < count; flip += 1)
			sums[from + flip] = (sums[from + flip] as number) + (known[ofBlock + (bits[place + flip] as number)] as number);
	}
}

/** Where the bits of a block begin. */
function placeOf(blocks: Int32Array, at: number): number {
	return (blocks[at] as number) * batchSize;
}

function everyBlock(scenarios: number): number[] {
	return Array.from({ length: Math.ceil(scenarios / blockSize) }, (_each, at) => at);
}

/** The sum of one block of a column, with the signs that the bits say. */
function sumOfBlock(column: readonly number[], block: number, bits: number): number {
	const four = column.slice(block * blockSize, (block + 1) * blockSize);
	return four.reduce((sum, value, at) => sum + ((bits >>> at) & 1 ? -value : value), 0);
}
