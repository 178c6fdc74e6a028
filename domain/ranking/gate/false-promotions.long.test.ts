import { falsePromotions, tooOften } from './test-support/false-promotions';

const benches = 2_000;

jest.setTimeout(600_000);

test.each([
	['one candidate, 8 scenarios', { scenarios: 8, candidates: 1 }],
	['the best of 11, 8 scenarios', { scenarios: 8, candidates: 11 }],
	['the best of 11 at a bound of a point, 8 scenarios', { scenarios: 8, candidates: 11, bound: 1 }],
	['the best of 29, 8 scenarios', { scenarios: 8, candidates: 29 }],
	['the best of 11, 16 scenarios', { scenarios: 16, candidates: 11 }],
	['the best of 11 at a bound of a point, 64 scenarios', { scenarios: 64, candidates: 11, bound: 1 }],
])('a false promotion is rare: %s', (name, simulated) => {
	const share = falsePromotions({ benches, ...simulated });
	console.info(`${name}: ${share}`);
	expect(share).toBeLessThanOrEqual(tooOften(benches));
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
