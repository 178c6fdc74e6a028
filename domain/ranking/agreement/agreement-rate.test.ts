import { agreementRate, clusteredRate } from './agreement-rate';
import { pairsFrom } from './test-support/pairs';
import { digits, references } from './test-support/references';

test("equals statsmodels: Wilson's interval of as many runs as the clustered error is worth", () => {
	const { scenarios, holds, rate, effective_runs, low, high } = references.rate;
	const found = clusteredRate(holds.map((each, at) => ({ scenario: `s${scenarios[at]}`, weight: 1, holds: each })));
	expect(found.value).toBeCloseTo(rate, digits);
	expect(found.effective_runs).toBeCloseTo(effective_runs, 7);
	expect(found.low).toBeCloseTo(low, digits);
	expect(found.high).toBeCloseTo(high, digits);
});

test('exact and within one: thirds are no difference of their own', () => {
	const pairs = pairsFrom([1, 2, 3.333333, 5], [1, 3, 3.3333333, 2]);
	expect(agreementRate(pairs, 0).value).toBe(0.5);
	expect(agreementRate(pairs, 1).value).toBe(0.75);
});

test('where all runs agree, each scenario counts as one: more runs of the same ones promise nothing more', () => {
	const of = (runs: number) =>
		agreementRate(
			pairsFrom(new Array(8 * runs).fill(3), new Array(8 * runs).fill(3), {
				scenarios: Array.from({ length: 8 * runs }, (_, at) => at % 8),
			}),
			0,
		);
	expect(of(1)).toEqual(of(30));
	expect(of(1)).toMatchObject({ value: 1, high: 1, effective_runs: 8 });
	expect(of(1).low).toBeCloseTo(0.6756, 4);
});

test('no run, no rate', () => {
	expect(agreementRate([], 0)).toEqual({ value: null, low: null, high: null, effective_runs: null, reason: 'no run' });
});
