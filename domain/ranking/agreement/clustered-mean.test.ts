import { clusteredInterval, clusteredMean } from './clustered-mean';
import { digits, references } from './test-support/references';

test.each(references.means)('equals leaving out one scenario after the other in numpy ($mean)', (reference) => {
	const { scenarios, values, weights, mean, error, low, high } = reference;
	const runs = values.map((value, at) => ({ scenario: `s${scenarios[at]}`, value, weight: weights[at] ?? 1 }));
	expect(clusteredMean(runs)?.error).toBeCloseTo(error, digits);
	const found = clusteredInterval(runs);
	expect(found.value).toBeCloseTo(mean, digits);
	expect(found.low).toBeCloseTo(low, 7);
	expect(found.high).toBeCloseTo(high, 7);
});

const runsOf = (values: readonly number[]) => values.map((value, at) => ({ scenario: `s${at}`, value, weight: 1 }));

test('weights count by their ratio only', () => {
	const runs = runsOf([1, 3, 2, 5, 4]).map((run, at) => ({ ...run, weight: 1 + at }));
	const tenfold = runs.map((run) => ({ ...run, weight: 10 * run.weight }));
	expect(clusteredInterval(tenfold).low).toBeCloseTo(clusteredInterval(runs).low ?? 0, 12);
});

test.each([
	['no run', [], null, 'no run'],
	['four scenarios', [1, 2, 3, 4], 2.5, 'no interval: it needs 5 scenarios, there are 4'],
	[
		'scenarios that are all equal',
		[0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
		0.1,
		expect.stringContaining('all scenarios give the same'),
	],
])('%s: no interval, and why', (_what, values, mean, reason) => {
	const found = clusteredInterval(runsOf(values));
	expect(found).toMatchObject({ low: null, high: null, reason });
	if (mean === null) expect(found.value).toBeNull();
	else expect(found.value).toBeCloseTo(mean, 12);
});
