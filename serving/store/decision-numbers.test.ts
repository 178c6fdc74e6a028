import { allFeatures } from '../../domain/policies/features';
import { packNumbers, unpackNumbers } from './decision-numbers';

/** Numbers that have all their digits, and a few that are rare. */
const rare = [0, -0, Number.MAX_VALUE, Number.MIN_VALUE, Number.POSITIVE_INFINITY, -1e-300];
const numberAt = (at: number) => (at % 5 === 0 ? (rare[at % rare.length] as number) : Math.sin(at) * 10 ** (at % 7));

/** @param same which features all tips have in common, a bit each */
function numbersOf(tips: number, same: number) {
	const value = (feature: number, tip: number) =>
		numberAt(feature * 31 + ((same >> feature) % 2 === 1 ? 0 : tip * 7 + tips));
	const list = Array.from({ length: tips }, (_none, tip) => tip);
	return {
		contexts: list.map((tip) => Array.from({ length: allFeatures }, (_none, feature) => value(feature, tip))),
		propensities: list.map((tip) => value(allFeatures, tip)),
	};
}

test.each([1, 2, 3, 20, 1000])('the numbers of %d tips come back to the last digit', (tips) => {
	for (const same of [0, 0b1, 0b1_1111_1111_1111, 0b1_0000_0000_0000, 0b0_1010_1100_1111, 0b1_0101_0011_0000]) {
		const given = numbersOf(tips, same);
		const packed = packNumbers(given);
		expect(unpackNumbers(packed, tips)).toEqual(given);
		// As a piece of a larger buffer, at any place.
		const within = new Uint8Array(packed.length + 20);
		within.set(packed, 3);
		expect(unpackNumbers(within.subarray(3, 3 + packed.length), tips)).toEqual(given);
	}
});

test('what all tips have in common is written once', () => {
	const contexts = Array.from({ length: 20 }, (_none, tip) => [...new Array<number>(allFeatures - 1).fill(0.5), tip]);
	const packed = packNumbers({ contexts, propensities: new Array<number>(20).fill(0.05) });
	expect(packed).toHaveLength(8 * (1 + 11 + 20 + 1));
});
