import { cellAt } from '../domain/bench/cell';
import { scenarioOf } from '../domain/bench/scenario';
import { rubricOf } from '../domain/judging/rubric';
import { commitBatchOf } from './commit-batch';
import { batchOf, birthTags } from './run-batch';
import type { RunContent } from './run-content';
import { cellJsonOf, runTexts } from './run-texts';

const fields = { persona: 'A parent', time_slot: 'morning', tasks: ['lunch'] };
const scenario = scenarioOf({ name: 'parent-morning', fields });
const settings = { n_tips: 2, temperature: 0.7, num_ctx: 4096, num_predict: 1024, seed: 5 };
const cell = cellAt(
	{
		model: { name: 'm:1b', digest: 'd', parameters: 10, think: null },
		prompts: [{ name: 'v1', hash: 'p' }],
		scenarios: { count: 1, hash: 'all' },
		repeats: 1,
		settings,
	},
	0,
	scenario,
);
const rubric = rubricOf('tip-v1', '# scales', {
	dimensions: [{ name: 'tone', min: 1, max: 5 }],
	flags: [{ name: 'format_ok', rule: 'asked-format' }],
	composite: { tone: 1, format_ok: 2 },
});
const generation: RunContent['generation'] = {
	text: '["a"]',
	done_reason: 'stop',
	invalid: null,
	started_at: 1_000,
	ended_at: 2_000,
	latency_s: 1,
	load_s: null,
	prompt_eval_s: null,
	generation_s: 0.5,
	prompt_tokens: 3,
	output_tokens: 4,
	tokens_per_s: 8,
	memory_bytes: 7,
	gpu_memory_bytes: 0,
	ollama_version: '0.24.0',
};
const content: RunContent = {
	cell,
	settings,
	generation,
	candidates: ['a'],
	askedFormat: true,
	answerForm: 'list',
	reader: 'candidates-2',
	promptText: 'Say it',
	scenario,
	rubric,
	bench: 'b',
	benchUrl: null,
	judges: { lazy: 'claude-code', auto: 'haiku' },
	diversity: null,
	scores: null,
	flags: { format_ok: 1 },
};
const record = (pairs: readonly { key: string; value: unknown }[]) =>
	Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

const committed = (of: RunContent) => record(commitBatchOf(of).tags);

test('a run says from its birth which mark commits it, and what finds it again', () => {
	expect(birthTags('b', cell)).toEqual({
		run_format: 'tip-bench-run/2',
		bench: 'b',
		cell_key: cell.key,
		model_digest: 'd',
	});
});

test('the same content gives the same batch, without a mark, or anything that a judge changes', () => {
	expect(batchOf(content)).toEqual(batchOf(structuredClone(content)));
	const tags = record(batchOf(content).tags);
	for (const key of [...Object.keys(committed(content)), 'judged_by', 'judged_at']) {
		expect(tags).not.toHaveProperty([key]);
	}
});

test('the commit mark comes last of all', () => {
	expect(commitBatchOf(content)).toMatchObject({ params: [], metrics: [] });
	expect(commitBatchOf(content).tags.at(-1)).toEqual({ key: 'committed', value: 'true' });
	expect(committed(content)).toEqual({
		'mlflow.note.content': expect.stringContaining('it waits for claude-code and haiku'),
		auto_pending: 'true',
		judged: 'false',
		judge_pending: 'true',
		committed: 'true',
	});
});

test('tags, params and metrics are those that were agreed', () => {
	const { tags, params, metrics } = batchOf(content);
	expect(record(tags)).toMatchObject({
		...birthTags('b', cell),
		prompt_hash: 'p',
		scenario_hash: scenario.hash,
		rubric: 'tip-v1',
		rubric_hash: rubric.hash,
		judge_kind: 'claude-code',
		auto_judge_kind: 'haiku',
		reader: 'candidates-2',
		answer_form: 'list',
		'artifact:raw.txt': '["a"]',
		'artifact:prompt.txt': 'Say it',
		'artifact:rubric.md': '# scales',
	});
	expect(JSON.parse(String(record(tags)['artifact:context.json']))).toEqual({ name: 'parent-morning', ...fields });
	expect(record(params)).toMatchObject({
		model: 'm:1b',
		prompt_version: 'v1',
		scenario: 'parent-morning',
		repeat: '0',
	});
	expect(record(params)).not.toHaveProperty('format_ok');
	expect(record(metrics)).toMatchObject({ latency_s: 1, format_ok: 1 });
	expect(record(metrics)).not.toHaveProperty('load_s');
	expect(metrics.every(({ timestamp, step }) => timestamp === 2_000 && step === 0)).toBe(true);
});

test('scores by rule outweigh the computed flags and come with their composite', () => {
	const scored = { ...content, scores: { tone: 1, format_ok: 0 } };
	expect(record(batchOf(scored).metrics)).toMatchObject({ tone: 1, format_ok: 0, composite: 1 });
	expect(committed(scored)).toMatchObject({
		judged_by: 'rule',
		judged_at: '1970-01-01T00:00:02.000Z',
		judged: 'true',
		judge_pending: 'false',
		'mlflow.note.content': expect.stringContaining('composite **1** (tone 1, format_ok 0), by rule'),
	});
});

test('an invalid output waits for no judge', () => {
	const invalid = { ...content, generation: { ...generation, invalid: 'context-cut' as const } };
	expect(record(batchOf(invalid).tags)).toMatchObject({ invalid: 'context-cut' });
	expect(committed(invalid)).toMatchObject({ judged: 'false', judge_pending: 'false', committed: 'true' });
});

test('the artifact holds every text, those that are JSON as values', () => {
	expect(JSON.parse(cellJsonOf(runTexts(content)))).toEqual({
		'prompt.txt': 'Say it',
		'candidates.json': ['a'],
		'raw.txt': '["a"]',
		'rubric.md': '# scales',
		'context.json': { name: 'parent-morning', ...fields },
	});
});
