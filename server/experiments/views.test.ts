import type { ReadRun } from '../jobs/job';
import { createRowPacker } from '../kept/kept-row';
import { keptRuns } from '../kept/kept-runs';
import { madeRun, waitingRun } from '../kept/test-support/made-runs';
import { attachment } from './attachment';
import { comparedScenarios, meanDifference } from './compare';
import { gridOf } from './grid';
import { isListed } from './listing';
import { type RunsFilter, readPlace, runsPage } from './runs-page';

function keptOf(runs: readonly ReadRun[]) {
	const packer = createRowPacker();
	return keptRuns(runs.map(packer.pack), packer);
}

test('a run comes back from its row as it was', () => {
	const packer = createRowPacker();
	const runs = [
		madeRun(1, { metrics: { a: 1, b: Number.POSITIVE_INFINITY } }),
		waitingRun(2, { metrics: { c: -0.5 }, auto: null, judge_kinds: ['x', 'y'] }),
		madeRun(3, {
			auto: {
				...{ kind: 'haiku', counts: false, pending: false, judged_at: null, hash: 'h', digest: null },
				...{ unscored: null, spread: 0.5, evidence: true },
			},
			draw: { drawn: true, chance: 0.5, why: 'chance', id: 'x' },
		}),
	];
	expect(runs.map(packer.pack).map(packer.unpack)).toEqual(runs);
});

test('runs come a page at a time, and those that are added meanwhile move none', () => {
	const before = keptOf([1, 2, 3, 4, 5].map((at) => madeRun(at)));
	const first = runsPage(before.cells, {}, null, 2);
	expect([first.rows.map(({ run_id }) => run_id), first.total]).toEqual([['run-00001', 'run-00002'], 5]);
	const after = keptOf([0, 1, 2, 3, 4, 5, 6].map((at) => madeRun(at)));
	const seen: string[] = [];
	for (let next = first.next; next !== null; ) {
		const page = runsPage(after.cells, {}, readPlace(next), 2);
		seen.push(...page.rows.map(({ run_id }) => run_id));
		next = page.next;
	}
	expect(seen).toEqual(['run-00003', 'run-00004', 'run-00005', 'run-00006']);
});

test.each<[string, RunsFilter, string[]]>([
	['model', { model: 'm1:1b' }, ['run-00001', 'run-00003']],
	['prompt', { prompt: 'v2' }, []],
	['scenario', { scenario: 's0' }, ['run-00003']],
	['pending', { pending: true }, ['run-00002']],
	['not pending', { pending: false }, ['run-00001', 'run-00003', 'run-00004']],
	['invalid', { invalid: true }, ['run-00004']],
	['judge kind', { judge_kind: 'human' }, ['run-00003']],
])('a filter by %s', (_what, filter, found) => {
	const runs = [
		madeRun(1),
		waitingRun(2),
		madeRun(3, { judge_kinds: ['human'] }),
		madeRun(4, { invalid: 'context-cut' }),
	];
	expect(runsPage(keptOf(runs).cells, filter, null, 10).rows.map(({ run_id }) => run_id)).toEqual(found);
});

test.each(['', 'x', 'AAAA', Buffer.from('1 a b').toString('base64url'), Buffer.from('nan run').toString('base64url')])(
	'%j is no place to go on from',
	(cursor) => expect(readPlace(cursor)).toBeNull(),
);

test('of two runs of one cell the earlier one counts', () => {
	const twice = [
		madeRun(1, { cell_key: 'k' }),
		waitingRun(2, { cell_key: 'k' }),
		madeRun(3, { cell_key: null }),
		madeRun(4, { cell_key: null }),
	];
	const { all, cells } = keptOf(twice);
	expect([all.length, cells.map(({ run_id }) => run_id)]).toEqual([4, ['run-00001', 'run-00003', 'run-00004']]);
});

test('a grid has each cell with its state', () => {
	const runs = [madeRun(0), waitingRun(1), madeRun(2, { invalid: 'x' }), madeRun(3, { by_rule: true })];
	const { rows, scenarios, cells } = gridOf(keptOf(runs), null);
	expect(rows).toEqual([
		{ model: 'm0:1b', prompt: 'v1' },
		{ model: 'm1:1b', prompt: 'v1' },
	]);
	expect(scenarios).toEqual(['s0', 's1', 's2']);
	expect(cells).toEqual([
		[0, 0, 0, 'judged', 10, 'run-00000'],
		[1, 1, 0, 'pending', null, 'run-00001'],
		[0, 2, 0, 'invalid', 12, 'run-00002'],
		[1, 0, 0, 'by-rule', 13, 'run-00003'],
	]);
});

test('two rows are compared by the scenarios that both have, repeats averaged first', () => {
	const run = (at: number, model: string, scenario: string, composite: number | null) => {
		const of = { model, scenario, repeat: at, metrics: composite === null ? {} : { composite } };
		return composite === null ? waitingRun(at, of) : madeRun(at, of);
	};
	const kept = keptOf([
		...[run(1, 'a', 'x', 4), run(2, 'a', 'x', 6), run(3, 'b', 'x', 9), run(4, 'a', 'y', 3), run(5, 'b', 'y', 1)],
		...[run(6, 'a', 'z', 3), run(7, 'b', 'z', null), run(8, 'c', 'x', 1)],
	]);
	const [a, b] = [
		{ model: 'a', prompt: 'v1' },
		{ model: 'b', prompt: 'v1' },
	];
	const order = (which: 'best' | 'worst' | 'furthest') =>
		comparedScenarios(kept, a, b, which).map(({ scenario, difference }) => [scenario, difference]);
	expect(order('furthest')).toEqual([
		['x', -4],
		['y', 2],
		['z', null],
	]);
	expect(order('best')).toEqual([
		['y', 2],
		['x', -4],
		['z', null],
	]);
	expect(order('worst')).toEqual([
		['x', -4],
		['y', 2],
		['z', null],
	]);
	expect(meanDifference(comparedScenarios(kept, a, b, 'best'))).toBe(-1);
});

test.each([
	['tip-bench-auto', {}, true],
	['prompt-ab/v1-vs-v2', { rubric_hash: 'h' }, true],
	['somebody-else', {}, false],
])('%s with %j is listed: %s', (name, tags, listed) => {
	expect(isListed({ id: '1', name, tags }, { prefix: '', all: false })).toBe(listed);
	expect(isListed({ id: '1', name, tags }, { prefix: '', all: true })).toBe(true);
	expect(isListed({ id: '1', name, tags }, { prefix: 'zz', all: true })).toBe(false);
});

test.each([
	['a.csv', 'attachment; filename="a.csv"; filename*=UTF-8\'\'a.csv'],
	[
		'a"b\\c%\r\nset-cookie: x.md',
		'attachment; filename="a_b_c___set-cookie_ x.md"; filename*=UTF-8\'\'a%22b%5Cc%25%0D%0Aset-cookie%3A%20x.md',
	],
	['é日😀.html', 'attachment; filename="_____.html"; filename*=UTF-8\'\'%C3%A9%E6%97%A5%F0%9F%98%80.html'],
])('the name %j goes into a header whole and harmless', (name, header) => {
	expect(attachment(name).replace(/"_+\.html"/, '"_____.html"')).toBe(header);
	expect(() => new Headers({ 'content-disposition': attachment(name) })).not.toThrow();
});

test('the cells that a bench is to fill stand first, in its order, with or without a run', () => {
	const planned = {
		rows: [
			{ model: 'new:1b', prompt: 'v1' },
			{ model: 'm1:1b', prompt: 'v1' },
		],
		scenarios: ['s9', 's1'],
		repeats: 2,
	};
	const grid = gridOf(keptOf([madeRun(1), madeRun(2)]), planned);
	expect(grid.planned).toEqual({ rows: 2, scenarios: 2, repeats: 2 });
	expect(grid.rows.slice(0, 2)).toEqual(planned.rows);
	expect(grid.scenarios.slice(0, 2)).toEqual(planned.scenarios);
	expect(grid.cells).toHaveLength(2);
	expect(gridOf(keptOf([madeRun(1)]), null).planned).toBeNull();
});
