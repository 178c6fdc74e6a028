import { pairsFrom } from './test-support/pairs';
import { digits, references } from './test-support/references';
import { momentsOf, sumMoments, weightedKappa } from './weighted-kappa';

const scale = { min: 1, max: 5 };

test.each(references.kappa)('equals scikit-learn over the whole scale: $source', (reference) => {
	const { judged, against, weights, kappa, min, max } = reference;
	expect(weightedKappa(pairsFrom(judged, against, { weights }), { min, max }).value).toBeCloseTo(kappa, digits);
});

test('a level that nobody gave keeps its place: as published with it dropped, kappa would be another', () => {
	const [anxiety] = references.kappa;
	if (anxiety === undefined) throw new Error('no fixture');
	const { judged, against } = anxiety;
	const whole = weightedKappa(pairsFrom(judged, against), { min: 1, max: 6 }).value;
	const seen = [...new Set([...judged, ...against])].sort();
	const dropped = (all: readonly number[]) => all.map((level) => 1 + seen.indexOf(level));
	expect(whole).toBeCloseTo(0.229798, 6);
	expect(weightedKappa(pairsFrom(dropped(judged), dropped(against)), scale).value).toBeCloseTo(0.2520325, 7);
});

test.each([
	['the judge', [4, 4, 4, 4], [4, 4, 5, 4]],
	['the other', [3, 4, 5, 4], [4, 4, 4, 4]],
	['both', [4, 4, 4], [4, 4, 4]],
])('says nothing where %s gave everything the same score', (_who, judged, against) => {
	expect(weightedKappa(pairsFrom(judged, against), scale)).toEqual({
		value: null,
		reason: expect.stringContaining('every run the same score'),
	});
});

test.each([0, 1])('needs two runs, not %d', (runs) => {
	const pairs = pairsFrom([1, 2], [1, 2]).slice(0, runs);
	expect(weightedKappa(pairs, scale)).toEqual({ value: null, reason: expect.stringContaining(`there are ${runs}`) });
});

test.each([0, 6, Number.NaN, Number.POSITIVE_INFINITY])('a score of %d is on no scale from 1 to 5', (score) => {
	expect(() => weightedKappa(pairsFrom([score, 2], [1, 2]), scale)).toThrow(RangeError);
});

test('the sums of parts are those of the whole, and a part counts as often as it is told to', () => {
	const pairs = pairsFrom([1, 2, 3, 5, 4], [2, 2, 3, 4, 4]);
	const [first, second] = [momentsOf(pairs.slice(0, 2)), momentsOf(pairs.slice(2))];
	expect(sumMoments([first, second])).toEqual(momentsOf(pairs));
	expect(sumMoments([first, second], [2, 0])).toEqual(momentsOf([...pairs.slice(0, 2), ...pairs.slice(0, 2)]));
});

test('perfect agreement is 1, and the same however many judges stand behind a mean', () => {
	expect(weightedKappa(pairsFrom([1, 3.5, 5], [1, 3.5, 5]), scale).value).toBeCloseTo(1, 12);
});
