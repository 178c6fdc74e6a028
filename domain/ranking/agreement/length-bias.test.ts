import { lengthBias } from './length-bias';
import { pairsFrom } from './test-support/pairs';
import { digits, references } from './test-support/references';

const resampling = { seed: 1, resamples: 500 };
const { judged, against, lengths, spearman } = references.length;
const measured = (long: readonly number[], weights?: readonly number[]) =>
	pairsFrom(judged, against, { weights }).map((pair, at) => ({ ...pair, length: long[at] ?? 0 }));

test('equals SciPy, ties and all', () => {
	expect(lengthBias(measured(lengths), resampling).value).toBeCloseTo(spearman, digits);
});

test('a weight of two is as two runs', () => {
	const weights = lengths.map((_, at) => 1 + (at % 2));
	const twice = measured(lengths).flatMap((pair, at) => (at % 2 === 0 ? [pair] : [pair, pair]));
	expect(lengthBias(measured(lengths, weights), resampling).value).toBeCloseTo(
		lengthBias(twice, resampling).value ?? 0,
		digits,
	);
});

test('a judge that is milder the longer the answer is: 1, and the other way round -1', () => {
	const pairs = [1, 2, 3, 4, 5, 6].map((score) => ({
		...{ scenario: `s${score}`, judged: 2 * score, against: score, weight: 1, length: score ** 3 },
	}));
	expect(lengthBias(pairs, resampling).value).toBeCloseTo(1, 12);
	const turned = pairs.map((pair) => ({ ...pair, length: -pair.length }));
	expect(lengthBias(turned, resampling).value).toBeCloseTo(-1, 12);
});

test.each([
	['lengths', measured(judged.map(() => 7))],
	['differences', measured(lengths).map((pair) => ({ ...pair, judged: pair.against + 1 / 3 }))],
])('equal %s say nothing', (_what, pairs) => {
	expect(lengthBias(pairs, resampling)).toMatchObject({ value: null, reason: expect.stringContaining('undefined') });
});
