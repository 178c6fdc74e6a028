import { decideGate } from './decide-gate';
import type { GateDocument, GateRow } from './gate-document';
import { gateOf, rowOf } from './test-support/made-gates';

const ten = [9, 8, 10, 7, 11, 9, 8, 10, 9, 8];
const better = ten.map((each, at) => each + 1 + (at % 3));
const same = ten.map((each, at) => each + (at % 2 === 0 ? 0.1 : -0.1));
const guardOf = (document: GateDocument, name: string) => document.guards.find(({ guard }) => guard === name);
const decided = (
	asked: Readonly<Record<string, unknown>>,
	base: Partial<GateRow>,
	own: Partial<GateRow>,
	scores: readonly (number | null)[] = better,
) => decideGate(gateOf([rowOf('base', ten, base), rowOf('new', scores, own)], { candidate: 'new,v1', ...asked }));

describe('not worse, and faster', () => {
	const asked = { not_worse_by: 1, and: 'faster' };
	const taking = (seconds: (at: number) => number) => ({ latencies: ten.map((_each, at) => [seconds(at)]) });
	const slow = taking((at) => 2 + at / 10);
	test.each([
		['promote', true, (at: number) => 1 + at / 20],
		['reject', false, (at: number) => 4 + at / 5],
		['not enough evidence', null, (at: number) => 2 + at / 10 + (at % 2 === 0 ? 0.5 : -0.5)],
	] as const)('%s', (answer, passed, seconds) => {
		const document = decided(asked, slow, taking(seconds), same);
		expect(document).toMatchObject({ answer, bound: -1 });
		expect(guardOf(document, 'faster')?.passed).toBe(passed);
	});
	test('says by how much, as a ratio', () => {
		expect(
			guardOf(
				decided(
					asked,
					slow,
					taking((at) => (2 + at / 10) / 2),
					same,
				),
				'faster',
			)?.saw,
		).toContain('2.00 times');
	});
	test('one of several shares the level between both, and the fast ones are looked at first', () => {
		const rows = [
			rowOf(
				'quick',
				same,
				taking(() => 1),
			),
			rowOf(
				'strong',
				better,
				taking(() => 9),
			),
		];
		const document = decideGate(gateOf([rowOf('base', ten, slow), ...rows], asked));
		expect(document).toMatchObject({ candidate: { model: 'quick' }, answer: 'promote', chosen_among: 2 });
		expect(document.interval_level).toBeCloseTo(document.level / 2, 12);
	});
});

test.each([
	['promote', true, 5e8],
	['reject', false, 1e9],
	['not enough evidence', null, null],
] as const)('not worse, and smaller: %s', (answer, passed, parameters) => {
	const document = decided({ not_worse_by: 1, and: 'smaller' }, {}, { parameters }, same);
	expect(document.answer).toBe(answer);
	expect(guardOf(document, 'smaller')?.passed).toBe(passed);
});

test('of several only the smaller ones take part', () => {
	const rows = [rowOf('large', better, { parameters: 3e9 }), rowOf('small', same, { parameters: 1e8 })];
	const document = decideGate(gateOf([rowOf('base', ten), ...rows], { not_worse_by: 1, and: 'smaller' }));
	expect(document).toMatchObject({ answer: 'promote', candidate: { model: 'small' }, chosen_among: 1 });
});

test('the worst scenario', () => {
	const drop = better.map((each, at) => (at === 3 ? each - 3 : each));
	const asked = (limit: number) => decided({ worst_scenario: limit }, {}, {}, drop);
	// In scenario 3 the candidate is 2 below the baseline.
	expect(asked(2).guards).toEqual([expect.objectContaining({ passed: true })]);
	expect(asked(1.9)).toMatchObject({ answer: 'reject' });
	expect(asked(1.9).reasons[0]).toContain('in its worst scenario, scenario 3, it is −2.00 from the baseline');
	const unseen = better.map((each, at) => (at === 5 ? null : each));
	expect(decided({ worst_scenario: 2 }, {}, {}, unseen)).toMatchObject({
		answer: 'not enough evidence',
		guards: [{ passed: null, saw: expect.stringContaining('of 1 scenario it has no score yet') }],
	});
	const invalid = better.map((_each, at) => (at === 5 ? 1 : 0));
	expect(decided({ worst_scenario: 2 }, {}, { invalid }, unseen).with_invalid?.answer).toBe('reject');
});

test.each([
	['promote', { times: 60, of: 60 }],
	['reject', { times: 30, of: 60 }],
	['not enough evidence', { times: 8, of: 8 }],
	['not enough evidence', { times: 0, of: 0 }],
] as const)('the floor for format_ok, by the Wilson interval: %s', (answer, format_ok) => {
	expect(decided({ least_format_ok: 0.9 }, {}, { format_ok }).answer).toBe(answer);
});

describe('both tiers', () => {
	const by = (scores: readonly number[]) => ({ auto_composites: scores.map((each) => [each]) });
	test('must say the same', () => {
		const agree = decided({ require_both: true }, by(ten), by(better));
		expect(agree).toMatchObject({ answer: 'promote', guards: [{ passed: true }] });
		const apart = decided({ require_both: true }, by(better), by(ten));
		expect(apart).toMatchObject({ answer: 'not enough evidence', guards: [{ passed: null }] });
		expect(apart.guards[0]?.saw).toContain('people say promote, the auto judge says reject');
	});
	test('are two', () => {
		expect(decided({ require_both: true }, {}, {}).answer).toBe('not enough evidence');
		const auto = { whose: { lazy: 0, auto: 10, rule: 0 }, auto_judges: ['h'] };
		const trust = { trust: { may_gate: true, reason: '' } };
		const rows = [rowOf('base', ten, auto), rowOf('new', better, auto)] as const;
		expect(decideGate(gateOf([...rows], { require_both: true }, trust)).guards[0]?.saw).toContain('auto judge itself');
	});
});
