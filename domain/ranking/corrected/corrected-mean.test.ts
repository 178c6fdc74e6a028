import { digits, references } from '../agreement/test-support/references';
import { bestShare, estimateWith, partsOf } from './control-variate';
import { correctedMean } from './corrected-mean';
import { effectiveLabels, type SampledRun } from './sampled-run';

const run = (at: number, more: Partial<SampledRun>): SampledRun => ({
	...{ scenario: `s${at}`, auto: 3, people: null, chance: 0.5, by_rule: false },
	...more,
});

test.each(references.corrected)('the mean equals ppi-python ($mean)', ({ people, auto, share, ...reference }) => {
	const runs = auto.map((score, at) =>
		run(at, { auto: score, people: people[at] ?? null, chance: people.length / auto.length }),
	);
	const parts = partsOf(runs);
	if (parts === null) throw new Error('no parts');
	const { mean, error } = estimateWith(parts, share);
	expect(mean).toBeCloseTo(reference.mean, digits);
	expect(error).toBeCloseTo(reference.error, digits);
	// ppi-python takes labelled and unlabelled runs for two samples; the two formulas meet as they grow.
	expect(Math.abs(error / reference.ppi_error - 1)).toBeLessThan(people.length < 100 ? 0.03 : 0.005);
});

test('with two chances and clusters it equals numpy', () => {
	const { scenarios, people, auto, chances, ...reference } = references.corrected_by_chance;
	const runs = auto.map((score, at) =>
		run(at, {
			...{ scenario: `s${scenarios[at]}`, auto: score, people: people[at] ?? null, chance: chances[at] ?? 1 },
		}),
	);
	const parts = partsOf(runs);
	if (parts === null) throw new Error('no parts');
	expect(effectiveLabels(runs)).toBeCloseTo(reference.effective_labels, digits);
	expect(bestShare(parts)).toBeCloseTo(reference.share, digits);
	const [corrected, alone] = [estimateWith(parts, reference.share), estimateWith(parts, 0)];
	expect(corrected.mean).toBeCloseTo(reference.mean, digits);
	expect(corrected.error).toBeCloseTo(reference.error, digits);
	expect(alone.mean).toBeCloseTo(reference.people_mean, digits);
	expect(alone.error).toBeCloseTo(reference.people_error, digits);
	expect(correctedMean(runs)).toMatchObject({ by: 'corrected', mean: { reason: null }, share: expect.any(Number) });
});

/** The first `labelled` of them scored by people, two points below the auto judge. */
const shifted = (all: number, labelled: number) =>
	Array.from({ length: all }, (_, at) => {
		const auto = 5 + ((at * 7) % 11);
		return run(at, { auto, people: at < labelled ? auto - 2 : null, chance: labelled / all });
	});

test('a judge that is off by two points everywhere is corrected by two points', () => {
	const runs = shifted(330, 66);
	const { by, mean, raw_auto, share } = correctedMean(runs);
	expect([by, share]).toEqual(['corrected', 1]);
	expect(mean.value).toBeCloseTo((raw_auto ?? 0) - 2, 9);
});

test('where people have scored all, people alone are used', () => {
	const runs = shifted(60, 60).map((each) => ({ ...each, chance: 1 }));
	expect(correctedMean(runs)).toMatchObject({ by: 'people', share: null, labels: 60, effective_labels: 60 });
});

test('a judge whose scores tell nothing leaves people alone', () => {
	const noise = shifted(330, 66).map((each, at) => ({ ...each, auto: (at * at * 31) % 13 }));
	expect(correctedMean(noise).by).toBe('people');
});

test.each([
	['29 labels', shifted(330, 29), 'worth 29 labels'],
	[
		'many labels of which few weigh all',
		shifted(330, 60).map((each, at) => ({ ...each, chance: at % 20 === 0 ? 0.01 : 1 })),
		'worth 4.2 labels',
	],
	['no label', shifted(330, 66).map((each) => ({ ...each, people: null })), 'worth 0 labels'],
	['a run that could not be drawn', [...shifted(330, 66), run(999, { chance: 0 })], 'could not be drawn'],
	['a chance that is none', [...shifted(330, 66), run(999, { chance: Number.NaN })], 'could not be drawn'],
	['four scenarios', shifted(330, 66).map((each, at) => ({ ...each, scenario: `s${at % 4}` })), 'needs 5 scenarios'],
	['no run', [], 'worth 0 labels'],
])('%s: no corrected number, and why', (_what, runs, why) => {
	const found = correctedMean(runs);
	expect(found).toMatchObject({ by: 'none', share: null, mean: { value: null, low: null, high: null } });
	expect(found.mean.reason).toMatch(why);
});

test.each([30, 33, 39])('%d equal labels are enough, whatever their chance', (labels) => {
	for (const all of [41, 90, 300]) expect(correctedMean(shifted(all, labels)).by).not.toBe('none');
});

test('runs that the rule scored count in the mean, and are no labels', () => {
	const empty = Array.from({ length: 110 }, (_, at) => run(at, { auto: 2, people: 2, chance: 0, by_rule: true }));
	const judged = shifted(330, 66).map((each) => ({ ...each, scenario: `t${each.scenario}` }));
	const [alone, together] = [correctedMean(judged), correctedMean([...judged, ...empty])];
	expect(together.labels).toBe(66);
	expect(together.mean.value).toBeCloseTo(0.75 * (alone.mean.value ?? 0) + 0.25 * 2, 9);
	expect(correctedMean([...shifted(330, 29), ...empty]).by).toBe('none');
});

test('what the auto judge left unscored counts as people scored it, and is said where nobody has', () => {
	const unscored = [run(901, { auto: null, people: 17, chance: 1 }), run(902, { auto: null, people: null, chance: 1 })];
	const [before, after] = [correctedMean(shifted(330, 66)), correctedMean([...shifted(330, 66), ...unscored])];
	expect(after).toMatchObject({ uncounted: 1, labels: 67 });
	expect(after.mean.value).toBeCloseTo((330 * (before.mean.value ?? 0) + 17) / 331, 9);
});

test('people who say the same of every run leave no interval', () => {
	const runs = shifted(100, 50).map((each) => ({ ...each, people: each.people === null ? null : 17 }));
	expect(correctedMean(runs)).toMatchObject({
		by: 'people',
		mean: { value: 17, low: null, reason: expect.any(String) },
	});
});

test('the order of the runs changes nothing', () => {
	const runs = shifted(330, 66).map((each, at) => ({
		...each,
		people: each.people === null ? null : each.people - (at % 3),
	}));
	const turned = correctedMean([...runs].reverse());
	expect(turned.mean.low).toBeCloseTo(correctedMean(runs).mean.low ?? 0, 9);
});
