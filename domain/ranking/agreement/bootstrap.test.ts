import { kappaByScenario } from './agreement-of-score';
import { bootstrapByScenario } from './bootstrap';
import { byScenario } from './scenario-groups';
import { pairsFrom } from './test-support/pairs';
import { references } from './test-support/references';
import { momentsOf } from './weighted-kappa';

const { scenarios, judged, against, low, high } = references.bootstrap;
const moments = byScenario(pairsFrom(judged, against, { scenarios })).map(momentsOf);
const total = (times: readonly number[]) => times.reduce((sum, each) => sum + each, 0);

test('the ends are those of numpy, but for chance', () => {
	const found = kappaByScenario(moments, { seed: 1, resamples: 20_000 });
	// Of 20,000 resamples an end has a standard error of about 0.001 here.
	expect(Math.abs((found.low ?? 0) - low)).toBeLessThan(0.006);
	expect(Math.abs((found.high ?? 0) - high)).toBeLessThan(0.006);
});

test('a seed gives the same again, another seed something near', () => {
	const [once, again, other] = [1, 1, 2].map((seed) => kappaByScenario(moments, { seed, resamples: 2_000 }));
	expect(again).toEqual(once);
	expect(other?.low).not.toBe(once?.low);
	expect(Math.abs((other?.low ?? 0) - (once?.low ?? 1))).toBeLessThan(0.03);
});

test('each resample draws as many scenarios as there are', () => {
	const seen = new Set<number>();
	bootstrapByScenario(7, (times) => seen.add(total(times)).size, { seed: 3, resamples: 100 }, '');
	expect([...seen]).toEqual([7]);
});

test('with four scenarios there is a value and no interval', () => {
	expect(bootstrapByScenario(4, () => 0.5, { seed: 1, resamples: 100 }, '')).toEqual({
		...{ value: 0.5, low: null, high: null, resamples: 0, undefined_resamples: 0 },
		reason: 'no interval: it needs 5 scenarios, there are 4',
	});
});

test('how many resamples were undefined is said, and too many leave no interval', () => {
	const without = (fewest: number) =>
		bootstrapByScenario(8, (times) => (times[0] === 0 && fewest > 0 ? null : 1), { seed: 1, resamples: 1_000 }, '');
	expect(without(0)).toMatchObject({ undefined_resamples: 0, low: 1 });
	// A scenario is left out of a third of the resamples.
	const { low: none, undefined_resamples: count, reason } = without(1);
	expect(none).toBeNull();
	expect(count).toBeGreaterThan(280);
	expect(reason).toBe(`no interval: undefined in ${count} of 1000 resamples`);
});

test('a statistic that is undefined itself says why', () => {
	expect(bootstrapByScenario(8, () => null, { seed: 1, resamples: 100 }, 'why')).toMatchObject({
		value: null,
		reason: 'why',
	});
	expect(bootstrapByScenario(0, () => 1, { seed: 1, resamples: 100 }, 'no run').value).toBeNull();
});
