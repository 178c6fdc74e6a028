import { altTest, type PeoplesRun } from './alt-test';
import { digits, references } from './test-support/references';

type Reference = (typeof references.alt_test)[number];

function runsOf({ judge, people }: Pick<Reference, 'judge' | 'people'>): PeoplesRun[] {
	return Object.keys(judge).map((run) => ({
		scenario: `s${run}`,
		judge: judge[run] ?? 0,
		people: Object.fromEntries(
			Object.entries(people).flatMap(([name, scores]) => {
				const score = scores[run];
				return score === undefined ? [] : [[name, score]];
			}),
		),
	}));
}

test.each(references.alt_test)('equals SciPy and statsmodels with one run a scenario ($winning_rate)', (reference) => {
	const found = altTest(runsOf(reference), reference.epsilon);
	expect(found.winning_rate).toBeCloseTo(reference.winning_rate, digits);
	expect(found.advantage).toBeCloseTo(reference.advantage, digits);
	expect(found.people.map(({ won }) => won)).toEqual(reference.won);
	for (const [at, difference] of reference.differences.entries())
		expect(found.people[at]?.difference).toBeCloseTo(difference, digits);
});

const alike = (runs: number, people: readonly string[]): PeoplesRun[] =>
	Array.from({ length: runs }, (_, at) => ({
		...{ scenario: `s${at % 10}`, judge: at % 5, people: Object.fromEntries(people.map((name) => [name, at % 5])) },
	}));

test('a judge that says what people say stands in for all of them', () => {
	expect(altTest(alike(60, ['Anna', 'Bob', 'Cem']))).toMatchObject({ winning_rate: 1, advantage: 1, weakness: '' });
});

test('one that is always further off stands in for none', () => {
	const runs = alike(60, ['Anna', 'Bob']).map((run) => ({ ...run, judge: run.judge + 2 }));
	expect(altTest(runs)).toMatchObject({ winning_rate: 0, advantage: 0, epsilon: 0.15, rate: 0.05 });
});

test('few runs and two people are said', () => {
	expect(altTest(alike(40, ['Anna', 'Bob'])).weakness).toBe(
		'few runs: 40, where 50 to 100 are wise; two people, where three or more are better',
	);
});

test.each([
	['one person', alike(60, ['Anna'])],
	['29 runs', alike(29, ['Anna', 'Bob'])],
	['one scenario', alike(60, ['Anna', 'Bob']).map((run) => ({ ...run, scenario: 's' }))],
	['nobody', alike(60, [])],
	['nothing', []],
])('%s: no number, and why', (_what, runs) => {
	expect(altTest(runs)).toMatchObject({ winning_rate: null, advantage: null, people: [], reason: expect.any(String) });
});

test('runs of one scenario are not taken for independent ones', () => {
	const runs = alike(60, ['Anna', 'Bob']).map((run, at) => ({ ...run, judge: run.judge + (at % 10 < 1 ? 3 : 0) }));
	const apart = runs.map((run, at) => ({ ...run, scenario: `s${at}` }));
	expect(altTest(apart, 0.25).winning_rate).toBe(1);
	expect(altTest(runs, 0.25).winning_rate).toBe(0);
});

test('what is no finite number counts as missing', () => {
	const runs = alike(60, ['Anna', 'Bob']);
	const odd = [
		{ ...runs[0], judge: Number.NaN },
		{ ...runs[1], people: { Anna: 3, Bob: Number.NaN } },
	] as PeoplesRun[];
	expect(altTest([...runs, ...odd])).toEqual(altTest(runs));
});

test.each([-0.1, 1, Number.NaN])('ε of %d would let anybody pass, or means nothing', (epsilon) => {
	expect(() => altTest(alike(60, ['Anna', 'Bob']), epsilon)).toThrow(RangeError);
});
