import { readLeaderboard } from './leaderboard';
import { boardOf, judged, run } from './test-support/board-runs';

const haiku = {
	...{ kind: 'haiku', counts: true, pending: false, judged_at: '2026-01-01T00:00:00.000Z', hash: 'h', digest: null },
	...{ unscored: null, spread: null, evidence: true },
};

test('an auto judge that is among the models is named, where its scores count', () => {
	const auto = {
		...{ kind: 'ollama/b', counts: true, pending: false, judged_at: null, hash: 'h', digest: 'digest-b' },
		...{ unscored: null, spread: null, evidence: true },
	};
	const runs = [judged('a', 5, { auto, model_digest: 'digest-a' }), judged('b', 6, { auto, model_digest: 'digest-b' })];
	expect(boardOf(...runs).own_judges).toEqual([{ judge: 'ollama/b', model: 'b' }]);
	expect(boardOf(...runs.slice(0, 1))).not.toHaveProperty('own_judges');
	const beside = runs.map((each) => ({ ...each, auto: { ...auto, counts: false } }));
	expect(boardOf(...beside)).not.toHaveProperty('own_judges');
});

test('auto judges whose scores are in it are named, and one that is a contestant is marked, also beside people', () => {
	const own = { ...haiku, kind: 'ollama/b', digest: 'digest-b', counts: false };
	const both = { auto: own, draw: null };
	const again = judged('a', 4, both);
	const runs = [
		judged('b', 5, { ...both, model_digest: 'digest-b' }),
		again,
		{ ...again, run_id: 'again', started_at: 1e9 },
	];
	const board = boardOf(...runs, judged('a', 3, { auto: { ...own, judged_at: null } }));
	expect(board.auto_judges).toEqual([{ judge: 'ollama/b', hash: 'h', cells: 2, contestant: 'b' }]);
	expect(board).not.toHaveProperty('own_judges');
	expect(boardOf(judged('a', 3))).not.toHaveProperty('auto_judges');
});

test('the ranking rests on the scores of one kind, for all its rows', () => {
	const auto = (model: string, composite: number) => judged(model, composite, { auto: haiku });
	expect(boardOf(auto('a', 3)).ranked_by).toEqual({ scores: 'auto', judge: 'haiku', hash: 'h', left_out: 0 });
	expect(boardOf(judged('a', 3)).ranked_by).toEqual({ scores: 'lazy', left_out: 0 });
	expect(boardOf(run({ judge_pending: true })).ranked_by).toEqual({ scores: null, left_out: 0 });
	const empty = judged('b', 2, { by_rule: true });
	const board = boardOf(judged('a', 8), auto('a', 2), judged('b', 10), empty, judged('b', 6));
	expect(board).toMatchObject({ judged: 5, ranked_by: { scores: 'lazy', left_out: 1 } });
	expect(board.rows.map(({ model, composite, judged: scored }) => [model, composite, scored])).toEqual([
		['a', 8, 2],
		['b', 6, 3],
	]);
	const other = boardOf(judged('a', 8), auto('a', 2), auto('b', 10), empty);
	expect(other.ranked_by).toMatchObject({ scores: 'auto', left_out: 1 });
	expect(other.rows.map(({ model, composite }) => [model, composite])).toEqual([
		['b', 6],
		['a', 2],
	]);
});

test('scores of two versions of an auto judge, or of two auto judges, are not averaged', () => {
	const by = (hash: string, composite: number) => judged('a', composite, { auto: { ...haiku, hash } });
	const board = boardOf(
		by('old', 2),
		by('new', 8),
		by('new', 6),
		judged('a', 3, { auto: { ...haiku, kind: 'other' } }),
	);
	expect(board.ranked_by).toEqual({ scores: 'auto', judge: 'haiku', hash: 'new', left_out: 2 });
	expect(board.rows[0]).toMatchObject({ judged: 4, composite: 7 });
	expect(board.auto_judges?.map(({ hash, cells }) => [hash, cells])).toEqual([
		['new', 2],
		['old', 1],
		['h', 1],
	]);
});

test('a row of a spot check has its corrected scores, beside those it is ranked by', () => {
	const beside = { ...haiku, counts: false };
	const cell = (at: number, drawn: boolean) => {
		const people = 4 + (at % 5);
		const scores = { composite: people, relevance: people / 2 };
		const auto = { auto_composite: people + 2, auto_relevance: people / 2 + 1 };
		return run({
			...{ scenario: `s${at}`, auto: beside, judged: drawn, metrics: drawn ? { ...scores, ...auto } : auto },
			draw: { drawn, chance: 0.5, why: 'chance', id: 'one' },
		});
	};
	const board = boardOf(...Array.from({ length: 80 }, (_, at) => cell(at, at % 2 === 0)));
	const [row] = board.rows;
	expect(row).toMatchObject({ judged: 40, pending: 0, composite: 6 });
	expect(row?.corrected?.composite).toMatchObject({ by: 'corrected', labels: 40, raw_auto: 8 });
	expect(row?.corrected?.composite?.mean.value).toBeCloseTo(6, 9);
	expect(board.pooled_bias?.relevance?.value).toBeCloseTo(1, 9);
	expect(readLeaderboard(JSON.parse(JSON.stringify(board)))).toEqual(board);
	expect(boardOf(judged('a', 3)).rows[0]).not.toHaveProperty('corrected');
});

test('whose scores they are is counted: a lazy judge’s, an auto judge’s, the rule’s', () => {
	const auto = {
		...{ kind: 'haiku', counts: true, pending: false, judged_at: null, hash: 'h', digest: null },
		...{ unscored: null, spread: null, evidence: true },
	};
	const [row] = boardOf(
		judged('a', 8),
		judged('a', 8, { auto }),
		judged('a', 8, { auto: { ...auto, counts: false }, lazy_judges: ['ann'] }),
		// What a person says of a run that has an auto tier alone is an opinion: the auto judge's scores count.
		judged('a', 8, { auto, lazy_judges: ['ann'] }),
		judged('a', 3, { auto, by_rule: true }),
	).rows;
	expect(row?.whose).toEqual({ lazy: 2, auto: 2, rule: 1 });
});
