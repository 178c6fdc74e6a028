import { leaderboardOf } from './leaderboard';
import type { RecordedRun } from './recorded-run';

let made = 0;
const run = (over: Partial<RecordedRun>): RecordedRun => {
	made += 1;
	return {
		run_id: `run-${made}`,
		started_at: made,
		model: 'a',
		prompt: 'v1',
		scenario: 's',
		repeat: 0,
		cell_key: `key-${made}`,
		model_digest: null,
		judge_pending: false,
		judge_kinds: ['claude-code'],
		judged_by: 'someone',
		rubric: 'tip-v1',
		rubric_hash: null,
		bench: null,
		invalid: null,
		metrics: {},
		...over,
	};
};
const judged = (model: string, composite: number, more: Partial<RecordedRun> = {}) =>
	run({ model, metrics: { composite, relevance: composite / 2, latency_s: 1 }, ...more });
const boardOf = (...runs: RecordedRun[]) => leaderboardOf('e', 'tip-v1', ['relevance'], runs);

test('ranks by mean composite, the best first', () => {
	const board = boardOf(judged('low', 5), judged('high', 10), judged('high', 12), judged('mid', 10.5));
	expect(board.rows.map(({ rank, model, composite }) => [rank, model, composite])).toEqual([
		[1, 'high', 11],
		[2, 'mid', 10.5],
		[3, 'low', 5],
	]);
	expect(board.rows[0]?.scores).toEqual({ relevance: 5.5 });
});

test('equal composites share a rank, the faster first', () => {
	const slow = judged('slow', 7, { metrics: { composite: 7, latency_s: 9 } });
	const rows = boardOf(slow, judged('fast', 7), judged('last', 1)).rows;
	expect(rows.map(({ rank, model }) => [rank, model])).toEqual([
		[1, 'fast'],
		[1, 'slow'],
		[3, 'last'],
	]);
});

test('pending and invalid runs count, but in no mean', () => {
	const board = boardOf(
		judged('a', 8),
		judged('a', 1, { invalid: 'context-cut' }),
		run({ judge_pending: true, metrics: { latency_s: 3 } }),
	);
	expect(board.rows).toHaveLength(1);
	expect(board.rows[0]).toMatchObject({ cells: 3, judged: 1, pending: 1, invalid: 1, composite: 8, latency_s: 2 });
	expect(board).toMatchObject({ judged: 1, pending: 1, invalid: 1 });
});

test('nothing judged has no rank and stands last', () => {
	const rows = boardOf(run({ model: 'b', judge_pending: true }), judged('a', 3)).rows;
	expect(rows.map(({ rank, model }) => [rank, model])).toEqual([
		[1, 'a'],
		[null, 'b'],
	]);
});

test('of two runs of one cell the earlier counts', () => {
	const board = boardOf(
		judged('a', 2, { cell_key: 'same', started_at: 200 }),
		judged('a', 9, { cell_key: 'same', started_at: 100 }),
	);
	expect(board.rows[0]).toMatchObject({ cells: 1, composite: 9 });
});

test('runs without a key, of the former harness, all count', () => {
	expect(boardOf(judged('a', 2, { cell_key: null }), judged('a', 4, { cell_key: null })).rows[0]?.judged).toBe(2);
});

test('the order of the runs changes nothing', () => {
	const runs = [judged('a', 0.1), judged('a', 0.2), judged('a', 0.3), judged('b', 0.2), judged('b', 0.2)];
	expect(boardOf(...runs)).toEqual(boardOf(...[...runs].reverse()));
});

test('scores of a trial judge mark the whole board', () => {
	const trial = judged('a', 3, { judge_kinds: ['trial'] });
	expect(boardOf(trial).trial).toBe(true);
	expect(boardOf({ ...trial, judge_pending: true }).trial).toBe(false);
});

test('an empty experiment has an empty board', () => {
	expect(boardOf()).toEqual({
		experiment: 'e',
		rubric: 'tip-v1',
		trial: false,
		judged: 0,
		pending: 0,
		invalid: 0,
		rows: [],
	});
});
