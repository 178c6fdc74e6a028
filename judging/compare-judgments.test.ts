import type { RecordedRun } from '../domain/bench/recorded-run';
import type { Judgment } from '../domain/judging/entry-check';
import type { KeptJudgment } from '../domain/judging/kept-judgment';
import type { Notes } from '../domain/judging/notes';
import type { Rubric } from '../domain/judging/rubric';
import { compareJudgments, conflict, type JudgedRun } from './compare-judgments';

const rubric = {
	dimensions: [{ name: 'tone', min: 1, max: 5 }],
	flags: [],
	composite: { tone: 1 },
} as unknown as Rubric;
const judgment = (notes: Notes, tone = 4): Judgment => ({ run_id: 'r', scores: { tone }, composite: tone, notes });
const judged_at = '2026-01-02T00:00:00.000Z';

function of(by: string, notes: Notes, tone = 4): KeptJudgment {
	const given = { scores: { tone }, composite: tone, judged_at: '2026-01-01T00:00:00.000Z', notes };
	return { by, tier: 'lazy', kind: 'human', given, repeats: [], replaced: [] };
}

function judged(judgments: KeptJudgment[], more: Partial<JudgedRun['givenTo']> = {}): JudgedRun {
	const marks = { judge_pending: judgments.length === 0, judged: judgments.length > 0, judge_kinds: ['human'] };
	const run = { run_id: 'r', ...marks, metrics: { tone: 4 } } as unknown as RecordedRun;
	return { run, judgments, givenTo: { driftAsked: null, lazyCounts: true, ...more } };
}

const compare = (made: Judgment, run: JudgedRun, by: string) =>
	compareJudgments([made], new Map([['r', run]]), rubric, { by, judged_at, exported_at: null });

const drift = { driftAsked: '2026-01-01T12:00:00.000Z' };
test.each<[string, Judgment, JudgedRun, string, string]>([
	['of a run that waits', judgment({}), judged([]), 'Anna', 'fresh'],
	['with the same scores', judgment({}), judged([of('Anna', {})]), 'Anna', 'same'],
	['with the same scores as somebody else', judgment({}), judged([of('Anna', {})]), 'Bob', 'opinion'],
	['with other scores than somebody else', judgment({}, 2), judged([of('Anna', {})]), 'Bob', 'opinion'],
	['where only an auto judge counts', judgment({}), judged([], { lazyCounts: false }), 'Bob', 'opinion'],
	['with other scores', judgment({}, 3), judged([of('Anna', {})]), 'Anna', 'different'],
	['with the same note', judgment({ note: 'a' }), judged([of('Anna', { note: 'a' })]), 'Anna', 'same'],
	['with no note where there is one', judgment({}), judged([of('Anna', { note: 'a' })]), 'Anna', 'same'],
	['with a note more', judgment({ comment: 'b' }), judged([of('Anna', { note: 'a' })]), 'Anna', 'noted'],
	['with another note', judgment({ note: 'b' }), judged([of('Anna', { note: 'a' })]), 'Anna', 'different'],
	['that was asked for again', judgment({}, 2), judged([of('Anna', {})], drift), 'Anna', 'repeat'],
	['that was asked for again, the same', judgment({}), judged([of('Anna', {})], drift), 'Anna', 'repeat'],
	['of somebody else than was asked again', judgment({}), judged([of('Anna', {})]), 'Bob', 'opinion'],
])('a judgment %s', (_what, made, run, by, change) => {
	expect(compare(made, run, by)).toMatchObject([{ change, judgment: made, unfinished: false }]);
});

test('a run that was left while it was written is told from one that is whole', () => {
	const whole = judged([of('Anna', {}, 4), of('Bob', {}, 2)]);
	expect(compare(judgment({}, 2), whole, 'Bob')).toMatchObject([{ change: 'same', unfinished: true }]);
	const waiting = { ...judged([of('Anna', {})]), run: judged([]).run };
	expect(compare(judgment({}), waiting, 'Anna')).toMatchObject([{ change: 'same', unfinished: true }]);
});

test('a conflict shows what would be lost, notes too, and what two people under one name can do', () => {
	const all = compare(
		judgment({ rationale: 'y' }, 2),
		judged([of('Anna', { note: 'was fine', rationale: 'x' })]),
		'Anna',
	);
	const { message } = conflict(all, 'Anna');
	expect(message).toContain('- r, judged by Anna: tone 4 → 2, rationale "x" → "y", note "was fine" → none');
	expect(message).not.toContain('two people');
	expect(conflict(all, 'claude-code-session').message).toContain(
		'If two people have scored, set `by` to your own name',
	);
});
