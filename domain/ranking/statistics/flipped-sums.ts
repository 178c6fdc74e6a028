import { blockSize } from './flips';

/** Of the signs of a block. */
export const combinations = 2 ** blockSize;

/** The sums of some columns of numbers under a flip of signs. */
export interface FlippedSums {
	/** By column, of the flip that was taken last. */
	readonly sums: Float64Array;
	take(flip: Uint8Array): void;
}

/**
 * Sums of columns under flips, from sums of every four scenarios that are made once: a flip then costs a quarter of the
 * additions, and no error adds up from flip to flip.
 * @param columns each with one number a scenario; all of one length
 */
export function flippedSums(columns: readonly (readonly number[])[]): FlippedSums {
	const width = columns.length;
	const blocks = Math.ceil((columns[0]?.length ?? 0) / blockSize);
	const known = new Float64Array(blocks * combinations * width);
	for (let block = 0; block < blocks; block += 1)
		for (let bits = 0; bits < combinations; bits += 1)
			for (let column = 0; column < width; column += 1)
				known[(block * combinations + bits) * width + column] = sumOfBlock(columns[column] ?? [], block, bits);
	const sums = new Float64Array(width);
	return {
		sums,
		take(flip) {
			sums.fill(0);
			for (let block = 0; block < blocks; block += 1) {
				const from = (block * combinations + (flip[block] as number)) * width;
				for (let column = 0; column < width; column += 1)
					sums[column] = (sums[column] as number) + (known[from + column] as number);
			}
		},
	};
}

/** The sum of one block of a column, with the signs that the bits say. */
export function sumOfBlock(column: readonly number[], block: number, bits: number): number {
	const four = column.slice(block * blockSize, (block + 1) * blockSize);
	return four.reduce((sum, value, at) => sum + ((bits >>> at) & 1 ? -value : value), 0);
}
