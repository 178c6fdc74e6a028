import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { allFeatures } from '../../domain/policies/features';

/** Small windows: it is a few kilobytes, packed on every decision. */
const packing = { level: 1, windowBits: 12, memLevel: 5 };

/** The numbers of a decision; lists are by tip. */
export interface DecisionNumbers {
	/** Whole: each with all features. */
	readonly contexts: readonly (readonly number[])[];
	readonly propensities: readonly number[];
}

/**
 * Packs them, every digit kept: feature by feature, since most are the same for many tips, and the propensities last. Of twenty
 * tips that is some 700 bytes, where JSON takes four kilobytes.
 */
export function packNumbers({ contexts, propensities }: DecisionNumbers): Uint8Array {
	const tips = contexts.length;
	const all = new Float64Array(tips * (allFeatures + 1));
	for (const [tip, context] of contexts.entries())
		for (let feature = 0; feature < allFeatures; feature += 1) all[feature * tips + tip] = context[feature] as number;
	all.set(propensities, allFeatures * tips);
	return deflateRawSync(Buffer.from(all.buffer), packing);
}

/** What {@link packNumbers} packed, of so many tips. */
export function unpackNumbers(packed: Uint8Array, tips: number): DecisionNumbers {
	const bytes = inflateRawSync(packed);
	const all = new Float64Array(new Uint8Array(bytes).buffer);
	const ofTip = (tip: number) => Array.from({ length: allFeatures }, (_none, at) => all[at * tips + tip] as number);
	return {
		contexts: Array.from({ length: tips }, (_none, tip) => ofTip(tip)),
		propensities: [...all.subarray(allFeatures * tips)],
	};
}
