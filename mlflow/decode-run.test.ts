import { recordedRunOf } from './decode-run';
import { runSchema } from './run-schema';

const pairs = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }));
const raw = (tags: Record<string, string>, params: Record<string, string> = {}) =>
	runSchema.parse({
		info: { run_id: 'r1', experiment_id: '1', start_time: 1_700_000_000_000, something_new: 1 },
		data: {
			tags: pairs(tags),
			params: pairs(params),
			metrics: [
				{ key: 'tone', value: 4, step: '1', timestamp: 5 },
				{ key: 'odd', value: 'NaN', timestamp: 5 },
			],
		},
	});

test('a run without the commit mark is none', () => {
	expect(recordedRunOf(raw({ cell_key: 'k', bench: 'b' }))).toBeNull();
});

test('a run of the former harness is read', () => {
	const tags = {
		judge_pending: 'False',
		judge_kind: 'claude-code',
		rubric: 'tip-v1',
		judged_by: 'claude-code-session',
	};
	const run = recordedRunOf(raw(tags, { model: 'm:1b', prompt: 'v1', scenario: 'parent-morning' }));
	expect(run).toEqual({
		run_id: 'r1',
		started_at: 1_700_000_000_000,
		model: 'm:1b',
		prompt: 'v1',
		scenario: 'parent-morning',
		repeat: 0,
		cell_key: null,
		model_digest: null,
		judge_pending: false,
		judged: true,
		judge_kinds: ['claude-code'],
		judged_by: 'claude-code-session',
		judged_at: null,
		by_rule: false,
		lazy_judges: ['claude-code-session'],
		auto: null,
		draw: null,
		rubric: 'tip-v1',
		rubric_hash: null,
		bench: null,
		invalid: null,
		cut: false,
		reader: null,
		metrics: { tone: 4, odd: Number.NaN },
	});
});

test.each(['true', 'True', ' TRUE '])('%p is pending', (mark) => {
	expect(recordedRunOf(raw({ judge_pending: mark, judge_kind: 'a, b,' }))).toMatchObject({
		judge_pending: true,
		judge_kinds: ['a', 'b'],
	});
});

test.each([
	[{ cell_key: 'k', reader: 'candidates-2' }, 'candidates-2'],
	[{ cell_key: 'k' }, 'candidates-1'],
	[{}, null],
])('a run with %j was read by %p', (tags, reader) => {
	expect(recordedRunOf(raw({ judge_pending: 'false', ...tags }))?.reader).toBe(reader);
});
