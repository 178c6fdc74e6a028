import { decideAgain, decideGate } from './decide-gate';
import type { GateInput } from './gate-document';
import { gateDocumentSchema, lookOf } from './gate-document';
import { gateOf, rowOf } from './test-support/made-gates';

const ten = [9, 8, 10, 7, 11, 9, 8, 10, 9, 8];
const moved = (by: number | ((at: number) => number)) =>
	ten.map((each, at) => each + (typeof by === 'number' ? by : by(at)));
/** Better by 2 in the mean, and never worse. */
const better = moved((at) => 1 + (at % 3));
const worse = moved((at) => -1 - (at % 3));
const mixed = moved((at) => (at % 2 === 0 ? 2 : -2));
const decided = (...given: Parameters<typeof gateOf>) => decideGate(gateOf(...given));

test.each([
	['promote', better, 'wholly above'],
	['reject', worse, 'wholly below'],
	['not enough evidence', mixed, 'on both sides of'],
] as const)('answers %s', (answer, scores, where) => {
	const document = decided([rowOf('base', ten), rowOf('new', scores)], { candidate: 'new,v1' });
	expect(document).toMatchObject({ answer, chosen_among: 1, bound: 0, candidate: { model: 'new', prompt: 'v1' } });
	expect(document.reasons[0]).toContain(where);
	expect(document.more === null).toBe(answer !== 'not enough evidence');
});

test('holds the difference against the stated bound', () => {
	const rows = [rowOf('base', ten), rowOf('new', better)] as const;
	expect(decided([...rows], { better_by: 0.5 }).answer).toBe('promote');
	expect(decided([...rows], { better_by: '3' }).answer).toBe('reject');
	expect(decided([...rows], { better_by: 1.9 })).toMatchObject({ answer: 'not enough evidence', bound: 1.9 });
});

test('the interval is that of what is left of alpha, and a later gate has less', () => {
	const rows = [rowOf('base', ten), rowOf('new', better)] as const;
	const [first, second] = [decided([...rows]), decided([...rows], {}, { number: 2 })];
	expect(first.level).toBeCloseTo(0.05 * (6 / Math.PI ** 2), 12);
	expect(second.level).toBeCloseTo(first.level / 4, 12);
	expect(second.difference.value?.low).toBeLessThan(first.difference.value?.low ?? 0);
	const sixth = decided([...rows], {}, { number: 6 });
	expect(sixth.answer).toBe('not enough evidence');
	expect(sixth.reasons.join()).toContain('whatever the data');
	expect(sixth.more?.scenarios.value).toBeGreaterThan(0);
});

test('with no candidate named the best of the others is held against all of them', () => {
	const noise = Array.from({ length: 8 }, (_each, at) =>
		rowOf(
			`noise ${at}`,
			moved((s) => ((s * 7 + at * 3) % 9) - 4),
		),
	);
	const among = decided([rowOf('base', ten), rowOf('new', better), ...noise]);
	expect(among).toMatchObject({ chosen_among: 9, candidate: { model: 'new' } });
	expect(among.reasons.join()).toContain('the best of 9');
	const alone = decided([rowOf('base', ten), rowOf('new', better)], { candidate: 'new,v1' });
	expect(among.difference.value?.low).toBeLessThan(alone.difference.value?.low ?? 0);
	expect(decided([rowOf('base', ten), ...noise, rowOf('new', better)]).difference).toEqual(among.difference);
});

test('one that is far worse than all others hides no other', () => {
	const far = Array.from({ length: 3 }, (_each, at) =>
		rowOf(
			`far ${at}`,
			moved((s) => -5 - at - (s % 2)),
		),
	);
	expect(decided([rowOf('base', ten), rowOf('new', better), ...far])).toMatchObject({
		...{ answer: 'promote', chosen_among: 4, candidate: { model: 'new' } },
	});
});

test('of one candidate the interval is the plain one, whatever the bound', () => {
	const plain = decided([rowOf('base', ten), rowOf('new', mixed)]).difference.value;
	const bounded = decided([rowOf('base', ten), rowOf('new', mixed)], { better_by: 3 }).difference.value;
	for (const end of ['mean', 'low', 'high'] as const) expect(bounded?.[end]).toBeCloseTo(plain?.[end] ?? Number.NaN, 6);
});

test('invalid cells are counted in two ways, which must agree', () => {
	const invalid = ten.map((_each, at) => (at < 3 ? 1 : 0));
	const holes = better.map((each, at) => (at < 3 ? null : each));
	const document = decided([rowOf('base', ten), rowOf('new', holes, { invalid })]);
	expect(document).toMatchObject({ answer: 'not enough evidence', with_invalid: { answer: 'not enough evidence' } });
	expect(document.difference.value).toMatchObject({ scenarios: 7 });
	expect(document.with_invalid?.difference.value).toMatchObject({ scenarios: 10 });
	expect(document.reasons[0]).toContain('the invalid cells decide: without them it is promote');
	const repeated = rowOf('new', moved(-6), { invalid });
	expect(decided([rowOf('base', ten), repeated]).answer).toBe('reject');
});

test('pending judgments are said, and what is missing', () => {
	const document = decided([
		rowOf('base', ten, { pending: 2 }),
		rowOf(
			'new',
			better.map((each, at) => (at === 0 ? null : each)),
			{ pending: 1 },
		),
	]);
	expect(document.reasons.join('\n')).toContain('PARTIAL: 3 judgments of these rows are pending');
	expect(document.reasons.join('\n')).toContain('1 scenario of the baseline has no score of the candidate');
});

test.each([
	['nobody else', [], {}],
	['too few scenarios', [rowOf('new', [9, 9, 9, ...Array<null>(7).fill(null)])], {}],
	['no scenario in common', [rowOf('new', Array<null>(10).fill(null))], {}],
] as const)('says that there is not enough evidence: %s', (_name, others, asked) => {
	const document = decided([rowOf('base', ten), ...others], asked);
	expect(document.answer).toBe('not enough evidence');
	expect(document.reasons[0]).not.toBe('');
	expect(gateDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
});

describe('an auto judge', () => {
	const auto = { whose: { lazy: 0, auto: 10, rule: 0 }, auto_judges: ['hash'] };
	const rows = [rowOf('base', ten, auto), rowOf('new', better, auto)] as const;
	const trusted = { trust: { may_gate: true, reason: 'it agrees with people' } };
	test('whose worth is not known gates nothing', () => {
		const document = decided([...rows]);
		expect(document.answer).toBe('not enough evidence');
		expect(document.reasons[0]).toContain('which may not gate: how well it agrees with people is not known');
		expect(document.more?.scenarios.value).toBeNull();
		const refused = { trust: { may_gate: false, reason: 'kappa is 0.2' } };
		expect(decided([...rows], {}, refused).reasons[0]).toContain('kappa is 0.2');
	});
	test('that is a contestant is named, and decides all the same', () => {
		const own_judges = [{ judge: 'ollama/new', model: 'new' }];
		const document = decided([...rows], {}, { ...trusted, own_judges });
		expect(document.answer).toBe('promote');
		expect(document.reasons).toContain('ollama/new judges its own candidates too: new is a contestant');
		expect(decideAgain(JSON.parse(JSON.stringify(document)))).toEqual(document);
	});

	test('is not held against people, however trusted it is', () => {
		const document = decided([rowOf('base', ten), rows[1]], {}, trusted);
		expect(document.answer).toBe('not enough evidence');
		expect(document.reasons[0]).toContain(
			"10 scores that count are the lazy tier's and 10 an auto judge's: they cannot be compared",
		);
	});

	test('that is trusted gates, by one version of it, and a trial judge never', () => {
		expect(decided([...rows], {}, trusted).answer).toBe('promote');
		const other = rowOf('new', better, { ...auto, auto_judges: ['another'] });
		expect(decided([rows[0], other], {}, trusted).reasons[0]).toContain('2 auto judges');
		const trial = rowOf('new', better, { ...auto, trial: true });
		expect(decided([rows[0], trial], {}, trusted).reasons[0]).toContain('trial judge');
	});
});

test('a decision is made again from its document alone, also one that was stored as text', () => {
	const asked = { not_worse_by: 0, and: 'faster', worst_scenario: 3, least_format_ok: 0.9, require_both: true };
	const row = (name: string, scores: readonly number[]) =>
		rowOf(name, scores, {
			invalid: ten.map((_each, at) => (at === 4 ? 2 : 0)),
			latencies: scores.map((each) => [each / 3, each / 7]),
			auto_composites: scores.map((each) => [each]),
			format_ok: { times: 9, of: 10 },
		});
	const inputs: GateInput[] = [
		gateOf([row('base', ten), row('new', better), row('other', mixed)], asked),
		gateOf([rowOf('base', ten), rowOf('new', better)], { alpha: 0.1 }, { number: 3 }),
		gateOf([rowOf('base', ten)]),
	];
	for (const input of inputs) {
		const document = decideGate(input);
		expect(decideAgain(JSON.parse(JSON.stringify(document)))).toEqual(document);
		expect(Object.is(document.bound, -0)).toBe(false);
	}
	expect(() => decideAgain({ answer: 'promote' })).toThrow();
});

test('the same question of the same data is one look, and anything else another', () => {
	const rows = [rowOf('base', ten), rowOf('new', better)] as const;
	const look = lookOf(gateOf([...rows]));
	expect(lookOf(gateOf([...rows], {}, { number: 7 }))).toBe(look);
	expect(lookOf(gateOf([...rows], { alpha: '0.05' }))).toBe(look);
	expect(lookOf(gateOf([...rows], { better_by: 1 }))).not.toBe(look);
	expect(lookOf(gateOf([rows[0], rowOf('new', moved(2))]))).not.toBe(look);
});

test('a candidate that was named stays named where nothing of it can be compared', () => {
	const nothing = decided([rowOf('base', ten), rowOf('new', [])], { candidate: 'new,v1' });
	expect(nothing).toMatchObject({ answer: 'not enough evidence', candidate: { model: 'new', prompt: 'v1' } });
	expect(decided([rowOf('base', ten), rowOf('new', [])]).candidate).toBeNull();
});

test('a level is told in percent, and what is left out is said', () => {
	const few = decided([rowOf('base', ten.slice(0, 1)), { ...rowOf('new', [9]), without_composite: 2 }]);
	expect(few.reasons.join()).toContain('1 common scenario cannot decide at 3.04 %');
	expect(few.reasons.join()).toContain('2 judged cells of these rows have no composite that the rubric gives');
});

test('the mean is what was seen, however far away the bound lies', () => {
	const [near, far] = [0, 1e6].map((better_by) => decided([rowOf('base', ten), rowOf('new', better)], { better_by }));
	expect(far?.difference.value?.mean).toBe(near?.difference.value?.mean);
});
