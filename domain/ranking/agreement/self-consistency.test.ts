import { selfConsistency } from './self-consistency';

const runs = [
	{ scenario: 'a', scores: [3, 3, 3] },
	{ scenario: 'b', scores: [4, 5, 4] },
	{ scenario: 'c', scores: [1, 3, 1] },
	{ scenario: 'd', scores: [2] },
];

test('samples of one judge: how often they say the same, and alpha between them', () => {
	const found = selfConsistency(runs, 'ordinal');
	expect(found).toMatchObject({ runs: 3, exact: { value: 1 / 3 }, within_one: { value: 2 / 3 }, mean_spread: 1 });
	expect(found.alpha).toBeGreaterThan(0.4);
	expect(found.reason).toBeNull();
});

test('of runs that keep only how far the samples were apart, alpha cannot be told', () => {
	const spreads = runs.slice(0, 3).map(({ scenario, scores }) => ({
		...{ scenario, spread: Math.max(...scores) - Math.min(...scores) },
	}));
	const { alpha, reason, ...rest } = selfConsistency(spreads, 'ordinal');
	const { alpha: _alpha, reason: _reason, ...whole } = selfConsistency(runs, 'ordinal');
	expect(rest).toEqual(whole);
	expect(alpha).toBeNull();
	expect(reason).toContain('is kept');
});

test.each([
	['one sample each', [{ scenario: 'a', scores: [3] }], 0, 'no run has two samples'],
	['no runs', [], 0, 'no run has two samples'],
	['all the same', [{ scenario: 'a', scores: [3, 3] }], 1, 'undefined: every sample of every run is the same'],
])('%s', (_what, samples, count, reason) => {
	expect(selfConsistency(samples, 'ordinal')).toMatchObject({ runs: count, alpha: null, reason });
});
