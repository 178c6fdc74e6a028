import type { RecordedRun } from '../../bench/recorded-run';
import { alignRows, createGateJudges, createGateRows, findRow } from './gate-rows';

let made = 0;
function run(more: Partial<RecordedRun> & { readonly composite?: number } = {}): RecordedRun {
	made += 1;
	const { composite, ...over } = more;
	return {
		...{ run_id: `run-${made}`, started_at: made, model: 'a', prompt: 'v1', scenario: 's', repeat: 0 },
		...{ cell_key: `key-${made}`, model_digest: null, judge_pending: false, judged: true },
		...{ judge_kinds: ['claude-code'], judged_by: 'ann', judged_at: null, by_rule: false, lazy_judges: ['ann'] },
		...{ auto: null, draw: null, rubric: 'tip-v1', rubric_hash: null, bench: null, invalid: null, cut: false },
		...{ reader: null, metrics: composite === undefined ? {} : { composite, latency_s: 2, format_ok: 1 } },
		...over,
	};
}
const facts = { scenario_hash: 'h1', parameters: 1e9 };
const all = { and: 'faster', least_format_ok: 0.5, require_both: true } as const;
const rowsOf = (...runs: readonly (RecordedRun | readonly [RecordedRun, Partial<typeof facts>])[]) => {
	const rows = createGateRows();
	for (const each of runs) {
		if ('run_id' in each) rows.add(each, facts);
		else rows.add(each[0], { ...facts, ...each[1] });
	}
	return rows.rows();
};

test('judged valid cells count by scenario, repeats beside each other; the others are counted', () => {
	const rows = rowsOf(
		run({ composite: 9 }),
		run({ composite: 11, cut: true }),
		run({ composite: 5, scenario: 't' }),
		run({ invalid: 'context-cut', composite: 2 }),
		run({ judged: false, judge_pending: true, metrics: { latency_s: 3 } }),
		run({ composite: Number.NaN }),
	);
	expect(alignRows(all, rows)).toMatchObject({
		scenarios: ['s', 't'],
		rows: [
			{
				...{ model: 'a', parameters: 1e9, composites: [[9, 11], [5]], invalid: [1, 0], pending: 1, trial: false },
				...{ latencies: [[2, 3, 2], [2]], format_ok: { times: 3, of: 3 }, whose: { lazy: 3, auto: 0, rule: 0 } },
			},
		],
	});
});

test('of two runs of one cell the first counts', () => {
	const [first, second] = [run({ composite: 9 }), run({ composite: 3 })];
	expect(alignRows(all, rowsOf(first, { ...second, cell_key: first.cell_key })).rows[0]?.composites).toEqual([[9]]);
});

test('what was not asked about is left out of the document', () => {
	const { rows } = alignRows({ require_both: false }, rowsOf(run({ composite: 9 })));
	expect(rows[0]).not.toHaveProperty('latencies');
	expect(rows[0]).not.toHaveProperty('auto_composites');
	expect(rows[0]).not.toHaveProperty('format_ok');
});

test('the auto tier beside people, and alone', () => {
	const auto = {
		...{ kind: 'haiku', counts: false, pending: false, judged_at: null, hash: 'hash', digest: null },
		...{ unscored: null, spread: null, evidence: true },
	};
	const beside = alignRows(all, rowsOf(run({ auto, metrics: { composite: 9, auto_composite: 7 } }))).rows[0];
	expect(beside).toMatchObject({ composites: [[9]], auto_composites: [[7]], auto_judges: [] });
	const alone = { auto: { ...auto, counts: true }, lazy_judges: [], composite: 9 };
	expect(alignRows(all, rowsOf(run(alone))).rows[0]).toMatchObject({
		...{ whose: { lazy: 0, auto: 1, rule: 0 }, auto_judges: ['hash'], trial: false },
	});
	const trial = { ...alone, auto: { ...alone.auto, evidence: false } };
	expect(alignRows(all, rowsOf(run(trial))).rows[0]?.trial).toBe(true);
	const empty = run({ by_rule: true, lazy_judges: [], metrics: { composite: 2 } });
	expect(alignRows(all, rowsOf(empty)).rows[0]).toMatchObject({ whose: { rule: 1 }, auto_composites: [[2]] });
});

test('an auto judge that is a contestant is found, where its scores count and where they stand beside people’s', () => {
	const auto = {
		...{ kind: 'ollama/a', counts: false, pending: false, judged_at: null, hash: 'hash', digest: 'digest' },
		...{ unscored: null, spread: null, evidence: true },
	};
	const own = [{ judge: 'ollama/a', model: 'a' }];
	for (const counts of [true, false]) {
		const judges = createGateJudges();
		createGateRows(judges).add(run({ model_digest: 'digest', auto: { ...auto, counts } }), facts);
		expect(judges.all.all()).toEqual(own);
		expect(judges.counting.all()).toEqual(counts ? own : []);
	}
});

test('scores of a run that has an auto tier alone are that one’s, whatever a person says beside', () => {
	const auto = {
		...{ kind: 'haiku', counts: true, pending: false, judged_at: null, hash: 'hash', digest: null },
		...{ unscored: null, spread: null, evidence: true },
	};
	const opinion = alignRows(all, rowsOf(run({ auto, lazy_judges: ['ann'], composite: 9 }))).rows[0];
	expect(opinion).toMatchObject({ whose: { lazy: 0, auto: 1, rule: 0 }, auto_judges: ['hash'] });
});

test('a scenario that has changed is another one, and a run without a hash goes by its name', () => {
	const rows = rowsOf(
		run({ composite: 9 }),
		[run({ model: 'b', composite: 8 }), { scenario_hash: 'h2' }],
		[run({ composite: 7, scenario: 't' }), {}],
		[run({ model: 'b', composite: 6, scenario: 't' }), { scenario_hash: null as unknown as string }],
	);
	const aligned = alignRows(all, rows);
	expect(aligned.scenarios).toEqual(['s (h1)', 's (h2)', 't']);
	expect(aligned.rows.map(({ composites }) => composites)).toEqual([
		[[9], [], [7]],
		[[], [8], [6]],
	]);
});

test('a row is found by its text, and a model without a tag is its latest', () => {
	const rows = [
		{ model: 'm:latest', prompt: 'v1' },
		{ model: 'm', prompt: 'v1,b' },
	];
	expect(findRow(rows, { model: 'm', prompt: 'v1' })).toBe(rows[0]);
	expect(findRow(rows, { model: 'm,v1', prompt: 'b' })).toBe(rows[1]);
	expect(findRow(rows, { model: 'n', prompt: 'v1' })).toBeUndefined();
});

test('rows whose names read the same as one text are two rows, and the exact name finds its own', () => {
	const [one, other] = [
		run({ model: 'a,b', prompt: 'c', composite: 9 }),
		run({ model: 'a', prompt: 'b,c', composite: 3 }),
	];
	for (const rows of [rowsOf(one, other), rowsOf(other, one)]) {
		expect(rows.map(({ model }) => model)).toEqual(['a', 'a,b']);
		expect(findRow(rows, { model: 'a', prompt: 'b,c' })?.cells).toHaveLength(1);
		expect(findRow(rows, { model: 'a,b', prompt: 'c' })?.model).toBe('a,b');
	}
});

test('judged cells without a composite are counted', () => {
	expect(rowsOf(run({ composite: 9 }), run({ composite: Number.NaN }), run({}))[0]?.without_composite).toBe(2);
	expect(rowsOf(run({ composite: 9 }))[0]).not.toHaveProperty('without_composite');
});
