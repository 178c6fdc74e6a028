import type { BenchResult } from '../contracts/workflows';
import { initialStatus, type Status } from '../domain/bench/status';
import { readLeaderboard } from '../domain/ranking/leaderboard';
import { leaderboardTable } from '../report/leaderboard';
import { refuseNothingUsable } from './nothing-usable';

const empty: BenchResult = readLeaderboard({
	experiment: 'x',
	rubric: 'tip-v1',
	trial: false,
	judged: 0,
	pending: 0,
	invalid: 0,
	readers: {},
	rows: [],
});
const status = (cells: Partial<Status['cells']>, reasons: Partial<Status['reasons']> = {}): Status => {
	const begun = initialStatus('x');
	return { ...begun, cells: { ...begun.cells, ...cells }, reasons: { ...begun.reasons, ...reasons } };
};
const refusal = (leaderboard: BenchResult, seen: Status | null) => () =>
	refuseNothingUsable('x', { end: 'result', leaderboard, status: seen });

test('a bench whose cells all failed or are invalid is refused with the reasons', () => {
	const reasons = { failed: { 'PromptChanged: v1': 6 }, invalid: { 'context-cut': 2 } };
	const board = { ...empty, invalid: 2, invalid_reasons: { 'context-cut': 2 } };
	const words = /nothing to judge or to rank\n- failed: 6 × PromptChanged: v1\n- invalid: 2 × context-cut/;
	expect(refusal(board, status({ total: 8, done: 2, failed: 6, invalid: 2 }, reasons))).toThrow(words);
	const failed = { cells: 6, reasons: reasons.failed, named: [] };
	expect(refusal({ ...board, failed }, null)).toThrow(words);
});

test('others in the same experiment make a bench no more usable, and cells from before do', () => {
	const board = { ...empty, judged: 5 };
	expect(refusal(board, status({ total: 8, failed: 8 }))).toThrow('nothing to judge');
	expect(refusal(board, status({ total: 8, failed: 7, reused: 1 }))).not.toThrow();
	expect(refusal(board, status({ total: 8, failed: 7, done: 1 }))).not.toThrow();
	expect(refusal(board, null)).not.toThrow();
});

test('the last lines of the table say what is not in it, with the reasons', () => {
	const board = {
		...empty,
		judged: 1,
		pending: 2,
		invalid: 3,
		invalid_reasons: { 'partly-off-gpu': 1, 'context-cut': 2 },
	};
	const failed = { cells: 4, reasons: { 'PromptChanged: v1\u001b[2J': 4 } };
	expect(leaderboardTable(board, failed).split('\n').slice(-3)).toEqual([
		'x · rubric tip-v1 · 1 cell judged · 2 pending · 3 invalid, left out (2 context-cut, 1 partly-off-gpu) · 4 failed, without a run',
		'PARTIAL: 2 judgments pending; they could still change who may be the best',
		'failed: 4 × PromptChanged: v1\\x1b[2J',
	]);
	expect(leaderboardTable(empty).split('\n').at(-1)).toBe('x · rubric tip-v1 · 0 cells judged');
});
