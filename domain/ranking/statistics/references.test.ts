import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differenceInterval } from './difference-interval';
import { meanInterval } from './mean-interval';
import { quantileOf } from './quantiles';
import { scoreTableOf } from './score-table';
import { signFlips } from './sign-flips';
import { smallestDifference } from './smallest-difference';
import { tableOf } from './test-support/tables';
import { wilson } from './wilson';

// Numbers of SciPy, statsmodels and NumPy, and of flips counted in another way, made by test/references/ranking.py.

interface References {
	mean_intervals: { values: number[]; confidence: number; mean: number; low: number; high: number }[];
	wilson_intervals: { times: number; of: number; confidence: number; low: number; high: number }[];
	quantiles: { values: number[]; p: number; quantile: number }[];
	sign_flip_tests: { differences: number[]; two_sided: number; greater: number }[];
	whole_tables: {
		scenarios: (number | null)[][];
		beaten: number[];
		pairs: { difference: number; raw: number; adjusted: number }[];
	}[];
	difference_intervals: { candidates: number[][]; chosen: number; level: number; low: number; high: number }[];
	smallest_differences: { scores: number[][]; difference: number; exact: number }[];
}

const file = join(__dirname, '../../../test/references/ranking.json');
const references: References = JSON.parse(readFileSync(file, 'utf8'));

test.each(references.mean_intervals)('SciPy: t-interval of $values.length at $confidence', (reference) => {
	const { mean, interval } = meanInterval(reference.values, reference.confidence);
	expect(mean).toBeCloseTo(reference.mean, 9);
	expect(interval.value?.low).toBeCloseTo(reference.low, 9);
	expect(interval.value?.high).toBeCloseTo(reference.high, 9);
});

test.each(references.wilson_intervals)('statsmodels: Wilson of $times in $of at $confidence', (reference) => {
	const { value } = wilson(reference.times, reference.of, reference.confidence);
	expect(value?.low).toBeCloseTo(reference.low, 9);
	expect(value?.high).toBeCloseTo(reference.high, 9);
});

test.each(references.quantiles)('NumPy: quantile $p of $values.length', ({ values, p, quantile }) => {
	expect(quantileOf(values, p).value).toBeCloseTo(quantile, 9);
});

test.each(references.sign_flip_tests)('SciPy: sign flips of $differences', ({ differences, two_sided, greater }) => {
	const { exact, beaten, pairs } = signFlips(tableOf(differences.map((each) => [0, each])), { seed: 1 });
	expect(exact).toBe(true);
	expect(pairs[0]?.chance.value?.raw).toBeCloseTo(two_sided, 9);
	// The first row's test is the one-sided one, where the second is ahead.
	const ahead = (pairs[0]?.difference ?? 0) > 0;
	if (ahead) expect(beaten[0]?.value).toBeCloseTo(greater, 9);
	else expect(beaten[0]?.value).toBe(1);
});

test.each(references.whole_tables)('all flips as matrices: table %#', ({ scenarios, beaten, pairs }) => {
	const flips = signFlips(tableOf(scenarios), { seed: 1 });
	for (const [row, chance] of beaten.entries()) expect(flips.beaten[row]?.value).toBeCloseTo(chance, 9);
	for (const [at, pair] of pairs.entries()) {
		expect(flips.pairs[at]?.difference).toBeCloseTo(pair.difference, 9);
		expect(flips.pairs[at]?.chance.value?.raw).toBeCloseTo(pair.raw, 9);
		expect(flips.pairs[at]?.chance.value?.adjusted).toBeCloseTo(pair.adjusted, 9);
	}
});

test.each(references.difference_intervals)('by halving: interval $low to $high', (reference) => {
	const { value } = differenceInterval(reference.candidates, reference.chosen, { seed: 1, level: reference.level });
	expect(value?.low).toBeCloseTo(reference.low, 9);
	expect(value?.high).toBeCloseTo(reference.high, 9);
});

test.each(references.smallest_differences)(
	'SciPy: smallest difference $difference',
	({ scores, difference, exact }) => {
		const [one = [], other = []] = scores;
		const cells = one.flatMap((score, at) => [
			{ row: 'a', scenario: `s${at}`, score },
			{ row: 'b', scenario: `s${at}`, score: other[at] ?? 0 },
		]);
		const found = smallestDifference(scoreTableOf(cells)).value?.difference ?? 0;
		expect(found).toBeCloseTo(difference, 9);
		// The t test's exact power, by statsmodels, is near.
		expect(Math.abs(found / exact - 1)).toBeLessThan(0.05);
	},
);
