import type { RecordedRun } from '../domain/bench/recorded-run';
import type { Judgment } from '../domain/judging/entry-check';
import type { Notes } from '../domain/judging/notes';
import { compareJudgments, conflict, type JudgedRun, notesToAdd } from './compare-judgments';

const judgment = (notes: Notes, tone = 4): Judgment => ({ run_id: 'r', scores: { tone }, composite: tone, notes });

function judged(notes: Notes, more: Partial<RecordedRun> = {}): JudgedRun {
	const run = { run_id: 'r', judge_pending: false, judged_by: 'Anna', metrics: { tone: 4 }, ...more } as RecordedRun;
	return { run, notes };
}

test.each<[string, Judgment, JudgedRun, string, string]>([
	['of a run that waits', judgment({}), judged({}, { judge_pending: true }), 'Anna', 'fresh'],
	['with the same scores', judgment({}), judged({}), 'Anna', 'equal'],
	['with the same scores of somebody else', judgment({}), judged({}), 'Bob', 'equal'],
	['with other scores', judgment({}, 3), judged({}), 'Anna', 'different'],
	['with the same note', judgment({ note: 'a' }), judged({ note: 'a' }), 'Anna', 'equal'],
	['with no note where there is one', judgment({}), judged({ note: 'a' }), 'Anna', 'equal'],
	['with a note more', judgment({ note: 'a', comment: 'b' }), judged({ note: 'a' }), 'Anna', 'noted'],
	['with another note', judgment({ note: 'b' }), judged({ note: 'a' }), 'Anna', 'different'],
	['with a note of somebody else', judgment({ note: 'a' }), judged({}), 'Bob', 'noted'],
	['with a note of somebody else, once more', judgment({ note: 'a' }), judged({ note: 'Bob: a' }), 'Bob', 'equal'],
])('a judgment %s', (_what, made, run, by, kind) => {
	const compared = compareJudgments([made], new Map([['r', run]]), by);
	expect(Object.entries(compared).filter(([, all]) => all.length > 0)).toEqual([[kind, [made]]]);
});

test('a note beside the scores of somebody else says whose it is', () => {
	expect(notesToAdd(judgment({ note: 'a' }), judged({}), 'Bob')).toEqual({ note: 'Bob: a' });
	expect(notesToAdd(judgment({ note: 'a', comment: 'b' }), judged({ note: 'a' }), 'Anna')).toEqual({ comment: 'b' });
});

test('a conflict shows what would be lost, notes too', () => {
	const runs = new Map([['r', judged({ note: 'it was fine', rationale: 'x' })]]);
	const compared = compareJudgments([judgment({ rationale: 'y' }, 2)], runs, 'Anna');
	const { message } = conflict(compared, runs, 'Anna');
	expect(message).toContain('- r, judged by Anna: tone 4 → 2, rationale "x" → "y", note "it was fine" → none');
});
