import { allFeatures } from '../../domain/policies/features';

/** The numbers of a decision; lists are by tip. */
export interface DecisionNumbers {
	/** Whole: each with all features. */
	readonly contexts: readonly (readonly number[])[];
	readonly propensities: readonly number[];
}

const columns = allFeatures + 1;

/**
 * Packs them, every digit kept: feature by feature, the propensities last, and once what is the same for all tips. First stands
 * which columns are. Of twenty tips that is a kilobyte or two, where JSON takes four. A library that compresses would make it
 * half of that, at a tenth of a choice's time, and has buffers that are work for the garbage collector.
 */
export function packNumbers({ contexts, propensities }: DecisionNumbers): Uint8Array {
	const tips = contexts.length;
	const column = (at: number) => (at < allFeatures ? contexts.map((context) => context[at] as number) : propensities);
	const packed = new Float64Array(1 + columns * tips);
	let [same, length] = [0, 1];
	for (let at = 0; at < columns; at += 1) {
		const values = column(at);
		// Zero and minus zero are two.
		const isSame = values.every((value) => Object.is(value, values[0]));
		if (isSame) same |= 1 << at;
		const written = isSame ? values.slice(0, 1) : values;
		packed.set(written, length);
		length += written.length;
	}
	packed[0] = same;
	return new Uint8Array(packed.buffer, 0, length * Float64Array.BYTES_PER_ELEMENT);
}

/** What {@link packNumbers} packed, of so many tips. */
export function unpackNumbers(packed: Uint8Array, tips: number): DecisionNumbers {
	const all = new Float64Array(packed.slice().buffer);
	const same = all[0] as number;
	let place = 1;
	const read = Array.from({ length: columns }, (_none, at) => {
		const isSame = (same & (1 << at)) !== 0;
		const values = isSame ? new Array<number>(tips).fill(all[place] as number) : [...all.subarray(place, place + tips)];
		place += isSame ? 1 : tips;
		return values;
	});
	return {
		contexts: Array.from({ length: tips }, (_none, tip) =>
			read.slice(0, allFeatures).map((each) => each[tip] as number),
		),
		propensities: read[allFeatures] as number[],
	};
}
