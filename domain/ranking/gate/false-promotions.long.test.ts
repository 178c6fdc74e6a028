import { falsePromotions, tooOften } from './test-support/false-promotions';

const benches = 2_000;

describe.each([8, 16, 64])('of %i scenarios', (scenarios) => {
	test.each([
		['one candidate', { candidates: 1 }],
		['the best of 11', { candidates: 11 }],
		['the best of 11 at a bound of a point', { candidates: 11, bound: 1 }],
		['the best of 29', { candidates: 29 }],
	])('a false promotion is rare: %s', (_name, simulated) => {
		const few = scenarios === 8 ? benches : 300;
		expect(falsePromotions({ benches: few, scenarios, ...simulated })).toBeLessThanOrEqual(tooOften(few));
	});
});

test.each([1, 11])('after five looks at the best of %i a false promotion is rare', (candidates) => {
	expect(falsePromotions({ benches, scenarios: 8, candidates, looks: 5, step: 1 })).toBeLessThanOrEqual(
		tooOften(benches),
	);
});

test('strong skew, as it comes out', () => {
	const share = falsePromotions({ benches, scenarios: 12, candidates: 11, skewed: true });
	console.info(`skewed scores, best of 11, 12 scenarios: ${share}`);
	// All rows are skewed alike, so that their differences are symmetric.
	expect(share).toBeLessThanOrEqual(tooOften(benches));
});
