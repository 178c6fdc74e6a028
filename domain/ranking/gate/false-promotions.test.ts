import { falsePromotions, tooOften } from './test-support/false-promotions';

const benches = 300;

test.each([
	['one candidate at the bound 0', { scenarios: 8, candidates: 1 }],
	['one candidate at a bound of a point', { scenarios: 9, candidates: 1, bound: 1 }],
	['the best of 11', { scenarios: 8, candidates: 11 }],
	['five looks, a scenario more each time', { scenarios: 8, candidates: 1, looks: 5, step: 1 }],
])('a false promotion is rare: %s', (_name, simulated) => {
	expect(falsePromotions({ benches, ...simulated })).toBeLessThanOrEqual(tooOften(benches));
});

test('who names the best after seeing the scores promotes falsely far more often', () => {
	expect(falsePromotions({ benches, scenarios: 8, candidates: 11, cheats: true })).toBeGreaterThan(tooOften(benches));
});
