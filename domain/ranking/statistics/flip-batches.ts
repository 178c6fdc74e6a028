import type { Flips } from './flips';

/** So many flips are taken together at most: what each of their sums is made of then stays at hand in the processor. */
export const batchSize = 256;

/** Flips that are taken together. The one that flips nothing comes first, and alone. */
export interface FlipBatch {
	readonly count: number;
	/** By block of four scenarios, {@link batchSize} places for each: a number of 0 to 15 by flip. The same array each time. */
	readonly bits: Uint8Array;
}

/** Takes all flips, many at a time. @param use says with `false` that it needs no more of them */
export function inBatches(flips: Flips, use: (batch: FlipBatch) => boolean): void {
	let bits: Uint8Array | null = null;
	let [count, isFirst, goesOn] = [0, true, true];
	flips.each((flip) => {
		if (!goesOn) return;
		bits ??= new Uint8Array(flip.length * batchSize);
		for (let block = 0; block < flip.length; block += 1) bits[block * batchSize + count] = flip[block] as number;
		count += 1;
		if (!isFirst && count < batchSize) return;
		goesOn = use({ count, bits });
		[count, isFirst] = [0, false];
	});
	if (goesOn && count > 0 && bits !== null) use({ count, bits });
}
