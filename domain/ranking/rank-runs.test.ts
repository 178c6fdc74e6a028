import type { RecordedRun } from '../bench/recorded-run';
import { readLeaderboard } from './leaderboard';
import { createLeaderboard, leaderboardOf } from './rank-runs';
import { chanceOf } from './statistics/test-support/tables';
import { boardOf, judged, rubric, run } from './test-support/board-runs';

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
	expect(boardOf({ ...trial, judge_pending: true, judged: false }).trial).toBe(false);
});

test('an empty experiment has an empty board', () => {
	expect(boardOf()).toMatchObject({
		experiment: 'e',
		rubric: 'tip-v1',
		trial: false,
		judged: 0,
		pending: 0,
		invalid: 0,
		readers: {},
		rows: [],
	});
});

test('says how many valid cells were read by which version', () => {
	const twin = run({ reader: 'candidates-1' });
	const runs = [run({}), twin, { ...twin, run_id: 'later' }, run({ reader: null }), run({ reader: '__proto__' })];
	const { readers } = boardOf(...runs, run({ reader: 'candidates-0', invalid: 'context-cut' }));
	expect(Object.entries(readers ?? {})).toEqual([
		['candidates-1', 1],
		['candidates-2', 1],
		['another harness', 1],
		['__proto__', 1],
	]);
});

describe('run by run', () => {
	const scaled = { ...rubric, flags: [{ name: 'overlong' }] };
	const chance = chanceOf(11);
	const one = <T>(...list: T[]): T => list[Math.floor(chance() * list.length)] as T;
	const maybe = (name: string, value: number) => (chance() < 0.8 ? { [name]: value } : {});
	const runs = Array.from({ length: 3_000 }, (_each, at) =>
		run({
			model: one('a', 'b', 'c'),
			prompt: one('v1', 'v2'),
			started_at: Math.floor(chance() * 1_000),
			cell_key: one(null, `key-${at}`, `key-${Math.floor(chance() * 500)}`),
			judge_pending: chance() < 0.3,
			invalid: one(null, null, null, 'context-cut'),
			metrics: {
				...maybe('composite', chance() * 17),
				...maybe('relevance', one(1, 2, 3, 4, 5)),
				...maybe('overlong', one(0, 1)),
				...maybe('latency_s', chance() * 9),
				...maybe('tokens_per_s', chance() * 90),
			},
		}),
	);
	const sorted = [...runs].sort((a, b) => a.started_at - b.started_at || (a.run_id < b.run_id ? -1 : 1));

	test('it counts and averages as whoever has them all', () => {
		const running = createLeaderboard({ experiment: 'e', rubric: scaled });
		for (const each of sorted) running.add(each);
		const board = running.board();
		expect(board).toEqual(leaderboardOf('e', scaled, runs));
		const firsts = sorted.filter(
			({ cell_key }, at) => cell_key === null || sorted.findIndex((each) => each.cell_key === cell_key) === at,
		);
		for (const row of board.rows) {
			const cells = firsts.filter(({ model, prompt }) => model === row.model && prompt === row.prompt);
			const valid = cells.filter(({ invalid }) => invalid === null);
			const scored = valid.filter(({ judge_pending }) => !judge_pending);
			const counts = { cells: cells.length, judged: scored.length, invalid: cells.length - valid.length };
			expect(row).toMatchObject({ ...counts, pending: valid.length - scored.length });
			expect(row.composite).toBeCloseTo(meanOf(scored, 'composite'), 6);
			expect(row.scores.relevance).toBeCloseTo(meanOf(scored, 'relevance'), 6);
			expect(row.latency_s).toBeCloseTo(meanOf(valid, 'latency_s'), 6);
			expect(row.diversity).toBeNull();
		}
		expect(board.rows).toHaveLength(6);
	});
});

function meanOf(runs: readonly RecordedRun[], metric: string): number {
	const values = runs.flatMap(({ metrics }) => metrics[metric] ?? []);
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('repeats of one scenario are averaged first, and the interval is over scenarios', () => {
	const cell = (scenario: string, composite: number) => judged('a', composite, { scenario });
	const [row] = boardOf(cell('one', 4), cell('one', 6), cell('one', 8), cell('two', 12)).rows;
	expect(row).toMatchObject({ composite: 9, scenarios: 2, judged: 4, scores: { relevance: 4.5 } });
	// 9 ± t(0.975, 1) × (6 ÷ √2) ÷ √2
	expect(row?.composite_interval.value?.low).toBeCloseTo(9 - 12.706_204_736 * 3, 6);
});

test('a cell that num_predict has cut is scored as it is, and in no latency', () => {
	const [row] = boardOf(
		judged('a', 8, { metrics: { composite: 8, latency_s: 60, tokens_per_s: 10 }, cut: true }),
		judged('a', 6, { metrics: { composite: 6, latency_s: 2, tokens_per_s: 20 } }),
	).rows;
	expect(row).toMatchObject({ composite: 7, latency_s: 2, tokens_per_s: 15, latency_s_quantiles: { p50: 2, p95: 2 } });
});

test('a result of an earlier version is read, and says that it does not know', () => {
	const old = { experiment: 'e', rubric: 'tip-v1', trial: false, judged: 1, pending: 0, invalid: 0 };
	const row = { rank: 1, model: 'a', prompt: 'v1', cells: 1, judged: 1, pending: 0, invalid: 0, composite: 9 };
	const measured = { scores: {}, latency_s: 1, tokens_per_s: 2, diversity: null };
	const board = readLeaderboard({ ...old, rows: [{ ...row, ...measured }] });
	expect(board.separation.reason).toBe('it was ranked by an earlier version');
	expect(board.rows[0]).toMatchObject({ composite: 9, may_be_best: true, ranks: null });
});

test('scores off the scale of the rubric, and what is no number, are in no mean, and counted', () => {
	const off = [1.797e308, 21, -1, Number.NaN, Number.POSITIVE_INFINITY];
	const edited = off.map((composite, at) =>
		judged('edited', 0, { scenario: `s${at}`, metrics: { composite, relevance: 10 * composite, latency_s: 1 } }),
	);
	const board = boardOf(judged('edited', 6), ...edited, judged('b', 9), judged('c', 20));
	expect(board.without_composite).toBe(5);
	expect(board.rows.map(({ model, composite, judged: cells }) => [model, composite, cells])).toEqual([
		['c', 20, 1],
		['b', 9, 1],
		['edited', 6, 6],
	]);
	expect(board.rows[2]?.scores.relevance).toBe(3);
	expect(boardOf(judged('b', 9))).not.toHaveProperty('without_composite');
});

test('while judgments of another tier are pending nobody may stop, whatever those of this one do', () => {
	const waiting = { judge_pending: true, metrics: { latency_s: 1 } };
	const scores = Array.from({ length: 12 }, (_each, at) => at % 3);
	const runs = [
		...scores.map((more, at) => judged('good', 15 + more, { scenario: `s${at}` })),
		...scores.slice(1).map((more, at) => judged('poor', 2 + more, { scenario: `s${at + 1}` })),
		run({ model: 'poor', scenario: 's0', ...waiting }),
	];
	expect(boardOf(...runs).may_stop).toBe(true);
	const auto = {
		...{ kind: 'haiku', counts: true, pending: true, judged_at: null, hash: null, digest: null },
		...{ unscored: null, spread: null, evidence: true },
	};
	const other = run({ model: 'new', judge_kinds: ['haiku'], auto, ...waiting });
	expect(boardOf(...runs, other)).toMatchObject({ pending: 2, may_stop: false });
});
