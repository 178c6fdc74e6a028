import type { GateRow } from '../gate/gate-document';
import { madeScores, rowOf } from '../gate/test-support/made-gates';
import { decideNight, decideNightAgain } from './decide-night';
import { nightSchema } from './night-config';
import { lookOfNight, type NightInput, type NightPair, nightFormat, nightResultOf } from './night-document';

const eight = [12, 11, 13, 10, 12, 14, 9, 11];
const lowered = (by: readonly number[]) => eight.map((each, at) => each - (by[at % by.length] ?? 0));
const byAuto = { whose: { lazy: 0, auto: 8, rule: 0 }, auto_judges: ['one'] };
const pair = (name: string, baseline: GateRow | null, tonight: GateRow | null): NightPair => ({
	...{ model: name, prompt: 'v1' },
	baseline: baseline && { ...baseline, ...byAuto },
	tonight: tonight && { ...tonight, ...byAuto },
});
const same = (name: string) => pair(name, rowOf(name, eight), rowOf(name, eight));
const worse = (name: string, by: readonly number[]) => pair(name, rowOf(name, eight), rowOf(name, lowered(by)));

function nightOf(rows: readonly NightPair[], asked: object = {}, more: Partial<NightInput> = {}): NightInput {
	return {
		...{ format: nightFormat, asked: nightSchema.parse({ baseline_experiment: 'tips-1', ...asked }) },
		...{ experiment: 'tips-2026-11-26', seed: 0, trust: null, left_out: [], rows: [...rows] },
		rubric: { name: 'tip-v1', hash: null, lowest_composite: 2 },
		scenarios: eight.map((_each, at) => `scenario ${at}`),
		...more,
	};
}

test('a row that is worse by more than the margin raises the alarm, and its neighbour does not', () => {
	const { verdict, answers, reasons } = decideNight(nightOf([same('a'), worse('b', [4, 3, 5])]));
	expect(verdict).toBe('worse');
	expect(answers.map(({ model, answer }) => [model, answer])).toEqual([
		['a', 'not shown to be worse'],
		['b', 'worse'],
	]);
	const { mean, low, high, scenarios } = answers[1]?.difference.value ?? {};
	expect(scenarios).toBe(8);
	expect(mean).toBeCloseTo(-3.875, 9);
	expect(low).toBeLessThanOrEqual(mean ?? 0);
	expect(high).toBeLessThan(-0.5);
	expect(reasons[0]).toMatch(
		/^b × v1 is −3\.88 from tips-1 on 8 scenarios; .* 1 % at either end over all 2 rows\), wholly below the margin −0\.50$/,
	);
	expect(reasons[1]).toBe('1 row is not shown to be worse than in tips-1 by more than +0.50');
});

test('what got better, stayed, or is worse within the margin raises none', () => {
	const rows = [same('a'), worse('b', [-3, -4]), worse('c', [0.4, 0.3, 0.5])];
	const { verdict, answers } = decideNight(nightOf(rows));
	expect(verdict).toBe('no alarm');
	expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['not shown to be worse']));
	// A loss that lies at the margin in every scenario is not beyond it.
	expect(decideNight(nightOf([worse('d', [0.5])])).verdict).toBe('no alarm');
	expect(decideNight(nightOf([worse('d', [0.5])], { margin: 0.4 })).verdict).toBe('worse');
});

test('with one scenario that goes the other way 8 scenarios show nothing at 1 %, and do at 5 %', () => {
	const rows = [worse('a', [5, 5, 5, 5, 5, 5, 5, -6])];
	expect(decideNight(nightOf(rows)).verdict).toBe('no alarm');
	expect(decideNight(nightOf(rows, { alpha: 0.1 })).verdict).toBe('worse');
});

test('rows that one side lacks are said, and are no quiet night', () => {
	const rows = [same('a'), pair('lost', rowOf('lost', eight), null), pair('new', null, rowOf('new', eight))];
	const { verdict, reasons } = decideNight(nightOf(rows, {}, { left_out: [{ model: 'old', prompt: 'v1' }] }));
	expect(verdict).toBe('unclear');
	expect(reasons).toContain(
		"lost × v1 cannot be told: tips-2026-11-26 has no run of it: its cells failed, or its model is another one's twin",
	);
	expect(reasons).toContain('new × v1 cannot be told: tips-1 has no such row to compare with');
	expect(reasons).toContain('1 row of tips-1 was not asked for tonight: old × v1');
	// What only the baseline has keeps nobody from comparing the rest.
	expect(decideNight(nightOf([same('a')], {}, { left_out: [{ model: 'old', prompt: 'v1' }] })).verdict).toBe(
		'no alarm',
	);
	expect(decideNight(nightOf([])).verdict).toBe('unclear');
	// One that is worse is not hidden by one that cannot be told.
	expect(decideNight(nightOf([...rows, worse('b', [4, 5])])).verdict).toBe('worse');
});

test('too few common scenarios cannot be told, whatever their scores', () => {
	const six = eight.map((each, at) => (at < 6 ? each - 8 : null));
	const { verdict, answers } = decideNight(nightOf([pair('a', rowOf('a', eight), rowOf('a', six))]));
	expect(verdict).toBe('unclear');
	expect(answers[0]).toMatchObject({ answer: 'cannot tell', why: expect.stringContaining('it takes 7') });
	const { reasons } = decideNight(nightOf([pair('a', rowOf('a', eight), rowOf('a', [...eight.slice(0, 7), null]))]));
	expect(reasons).toContain('of a × v1, 1 scenario that only one side has a score of is left out');
});

test('invalid cells are counted in two ways that must agree', () => {
	const invalid = (at: number) => eight.map((_each, place) => (place < at ? 1 : 0));
	// The rest is as it was; with two of eight at the minimum it is not shown to be worse either.
	const some = pair(
		'a',
		rowOf('a', eight),
		rowOf('a', [...eight.slice(0, 7), null], { invalid: invalid(0).map((_e, at) => (at === 7 ? 1 : 0)) }),
	);
	expect(decideNight(nightOf([some])).answers[0]).toMatchObject({
		answer: 'not shown to be worse',
		with_invalid: { value: { scenarios: 8 } },
	});
	const all = pair(
		'a',
		rowOf('a', eight),
		rowOf(
			'a',
			eight.map(() => null),
			{ invalid: invalid(8) },
		),
	);
	const { verdict, answers } = decideNight(nightOf([all]));
	expect(verdict).toBe('unclear');
	expect(answers[0]?.why).toBe(
		"the invalid cells decide: without them nothing can be told, with them at the rubric's minimum it is worse",
	);
	const worseAnyway = pair(
		'a',
		rowOf('a', eight),
		rowOf(
			'a',
			lowered([5]).map((each, at) => (at === 0 ? null : each)),
			{ invalid: invalid(1) },
		),
	);
	expect(decideNight(nightOf([worseAnyway])).verdict).toBe('worse');
});

test('scores of two judges, or of a trial judge, are not compared, and it is said once', () => {
	const [plain] = [worse('a', [5])];
	const other = { ...plain, tonight: plain.tonight && { ...plain.tonight, auto_judges: ['two'] } };
	const twice = decideNight(nightOf([other, { ...other, model: 'b' }]));
	expect(twice.verdict).toBe('unclear');
	expect(twice.reasons.filter((each) => each.startsWith('2 auto judges'))).toHaveLength(1);
	const trial = { ...plain, baseline: plain.baseline && { ...plain.baseline, trial: true } };
	expect(decideNight(nightOf([trial]))).toMatchObject({
		verdict: 'unclear',
		reasons: [expect.stringContaining('trial judge'), expect.anything()],
	});
});

test('trust decides nothing: a judge without it may alarm, and it is said', () => {
	const rows = [worse('a', [4, 3])];
	const without = decideNight(nightOf(rows, {}, { trust: { may_gate: false, reason: 'too little is known' } }));
	expect(without.verdict).toBe('worse');
	expect(without.reasons.at(-1)).toBe(
		'the auto judge has not earned trust, so it may alarm and never promote: too little is known',
	);
	const trusted = decideNight(nightOf(rows, {}, { trust: { may_gate: true, reason: 'kappa 0.8' } }));
	expect(trusted.reasons.at(-1)).toBe('the auto judge has earned trust: kappa 0.8');
	expect(nightResultOf(trusted, 'run')).toMatchObject({
		trusted: true,
		run_id: 'run',
		baseline_experiment: 'tips-1',
		margin: 0.5,
	});
	expect(JSON.stringify(nightResultOf(trusted, 'run'))).not.toContain('composites');
});

test('a comparison is made again from its document alone, and one of other data is another look', () => {
	const input = nightOf([same('a'), worse('b', [4, 3, 5])]);
	const document = decideNight(input);
	expect(decideNightAgain(JSON.parse(JSON.stringify(document)))).toEqual(document);
	expect(lookOfNight(input)).toBe(lookOfNight(structuredClone(input)));
	expect(lookOfNight(input)).not.toBe(lookOfNight({ ...input, rows: [same('a')] }));
	expect(() => decideNightAgain({ ...document, rows: 3 })).toThrow();
});

test('the order of rows and of scenarios changes nothing', () => {
	const rows = [same('a'), worse('b', [4, 3, 5]), worse('c', [1, -1, 2])];
	const answersOf = (input: NightInput) =>
		decideNight(input)
			.answers.map(({ model, answer, difference }) => ({ model, answer, difference }))
			.sort((a, b) => (a.model < b.model ? -1 : 1));
	const turned = rows.map((each) => ({
		...each,
		tonight: each.tonight && { ...each.tonight, composites: [...each.tonight.composites].reverse() },
		baseline: each.baseline && { ...each.baseline, composites: [...each.baseline.composites].reverse() },
	}));
	expect(answersOf(nightOf([...turned].reverse()))).toEqual(answersOf(nightOf(rows)));
});

test('where nothing is worse, few nights raise an alarm over all their rows together', () => {
	let state = 7;
	const chance = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return (state + 0.5) / 2 ** 32;
	};
	const alarms = Array.from({ length: 300 }, () => {
		const scores = madeScores(12, 8, chance);
		const rows = Array.from({ length: 6 }, (_each, at) =>
			pair(`m${at}`, rowOf('m', scores[2 * at] ?? []), rowOf('m', scores[2 * at + 1] ?? [])),
		);
		return decideNight(nightOf(rows, { margin: 0, alpha: 0.05 })).verdict === 'worse' ? 1 : 0;
	}).reduce((sum: number, each) => sum + each, 0);
	// 0.05 and three standard errors of 300.
	expect(alarms / 300).toBeLessThanOrEqual(0.088);
	expect(alarms).toBeGreaterThan(0);
}, 60_000);
