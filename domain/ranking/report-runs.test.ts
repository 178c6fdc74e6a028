import type { RecordedRun } from '../bench/recorded-run';
import type { Opinion } from './opinions';
import { createReport } from './report-runs';

const rubric = {
	...{ name: 'tip-v1', dimensions: [{ name: 'relevance', min: 0, max: 20 }], flags: [] },
	composite: { relevance: 1 },
};
let made = 0;

function run(over: Partial<RecordedRun> = {}): RecordedRun {
	made += 1;
	return {
		...{ run_id: `run-${made}`, started_at: made, model: 'a', prompt: 'v1', scenario: `s${made}`, repeat: 0 },
		...{ cell_key: null, model_digest: 'digest', judge_pending: false, judged: true, judge_kinds: ['claude-code'] },
		...{ judged_by: 'ann', judged_at: null, by_rule: false, lazy_judges: ['ann'], auto: null, draw: null },
		...{ rubric: 'tip-v1', rubric_hash: 'hash', bench: 'b', invalid: null, cut: false, reader: 'candidates-5' },
		metrics: { composite: 5 },
		...over,
	};
}

function reportOf(runs: readonly RecordedRun[], opinions: readonly Opinion[] = []) {
	const report = createReport({ experiment: 'e', rubric });
	for (const each of runs) report.add(each, { n_tips: '5', prompt_hash: 'p', scenario_hash: 's' }, opinions);
	return report;
}

const scored = (composite: number, over: Partial<RecordedRun> = {}) => run({ metrics: { composite }, ...over });

test('of each row the best, the median and the worst cell are chosen; invalid and unjudged ones never', () => {
	const runs = [9, 2, 7, 5, 12].map((composite) => scored(composite));
	const others = [
		scored(99, { invalid: 'context-cut' }),
		scored(99, { judged: false, judge_pending: true }),
		scored(Number.NaN),
	];
	const [row] = reportOf([...runs, ...others]).chosen();
	const named = Object.fromEntries((row?.cells ?? []).map(({ run_id, which }) => [which.join(), run_id]));
	expect(named).toEqual({ best: runs[4]?.run_id, median: runs[2]?.run_id, worst: runs[1]?.run_id });
});

test('one cell may be all three, and a row without a judged cell has none', () => {
	const [first, second] = reportOf([scored(3), scored(0, { model: 'b', judged: false, judge_pending: true })]).chosen();
	expect(first?.cells).toEqual([{ run_id: expect.any(String), which: ['best', 'median', 'worst'] }]);
	expect(second?.cells).toEqual([]);
});

test('a run of a cell that is there already is counted, and shown nowhere', () => {
	const twice = [scored(3, { cell_key: 'k' }), scored(9, { cell_key: 'k' })];
	const report = reportOf(twice).report(() => null);
	expect(report).toMatchObject({ leftOut: { doubled: 1, undrawn: 0, cut: 0, empty: 0 }, samples: [] });
	expect(report.setting.models).toEqual([{ name: 'a', cells: 1, digests: ['digest'] }]);
});

test('judges are held against each other two by two, whatever their order', () => {
	const ann = { by: 'ann', composite: 5 };
	const report = createReport({ experiment: 'e', rubric });
	report.add(run(), {}, [{ by: 'haiku', composite: 7 }, ann]);
	report.add(run(), {}, [ann, { by: 'haiku', composite: 7 }]);
	report.add(run(), {}, [ann, { by: 'haiku', composite: 5 }, { by: 'zoe', composite: 1 }]);
	report.add(run(), {}, [ann]);
	const { opinions } = report.report(() => null);
	expect(opinions[0]).toEqual({
		...{ first: 'ann', second: 'haiku', cells: 3 },
		points: [
			{ first: 5, second: 5, cells: 1 },
			{ first: 5, second: 7, cells: 2 },
		],
	});
	expect(opinions.map(({ first, second }) => [first, second])).toEqual([
		['ann', 'haiku'],
		['ann', 'zoe'],
		['haiku', 'zoe'],
	]);
});

test('the setting counts what differs among the cells, the most frequent first', () => {
	const report = createReport({ experiment: 'e', rubric });
	for (const [at, temperature] of ['0.7', '0.2', '0.2'].entries())
		report.add(run({ repeat: at, prompt: `v${at}`, started_at: 10 - at }), { temperature, prompt_hash: `p${at}` }, []);
	const { setting } = report.report(() => null);
	expect(setting).toMatchObject({
		...{ repeats: 3, began: { first: 8, last: 10 }, judges: [{ value: 'ann', cells: 3 }] },
		options: [
			{
				name: 'temperature',
				values: [
					{ value: '0.2', cells: 2 },
					{ value: '0.7', cells: 1 },
				],
			},
		],
		prompts: [0, 1, 2].map((at) => ({ name: `v${at}`, cells: 1, digests: [`p${at}`] })),
	});
});

test('a cell whose composite is off the scale is no best one', () => {
	const [edited, good] = [scored(999), scored(4)];
	expect(
		reportOf([edited, good])
			.chosen()[0]
			?.cells.map(({ run_id }) => run_id),
	).toEqual([good.run_id]);
});
