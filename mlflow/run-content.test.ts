import { cellAt } from '../domain/bench/cell';
import { scenarioOf } from '../domain/bench/scenario';
import { rubricOf } from '../domain/judging/rubric';
import { batchOf, isPending, type RunContent } from './run-content';

const scenario = scenarioOf({ name: 'parent-morning', persona: 'A parent', time_slot: 'morning', tasks: ['lunch'] });
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
	tips: ['a'],
	askedFormat: true,
	answerForm: 'list',
	reader: 'candidates-2',
	promptText: 'Say it',
	scenario,
	rubric,
	bench: 'b',
	judgeKinds: ['claude-code', 'haiku'],
	diversity: null,
	scores: null,
	flags: { format_ok: 1 },
};
const record = (pairs: readonly { key: string; value: unknown }[]) =>
	Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

test('the same content gives the same batch, without the commit mark', () => {
	expect(batchOf(content)).toEqual(batchOf(structuredClone(content)));
	expect(record(batchOf(content).tags)).not.toHaveProperty('judge_pending');
	expect(isPending(content)).toBe(true);
});

test('tags, params and metrics are those that were agreed', () => {
	const { tags, params, metrics } = batchOf(content);
	expect(record(tags)).toMatchObject({
		bench: 'b',
		cell_key: cell.key,
		model_digest: 'd',
		prompt_hash: 'p',
		scenario_hash: scenario.hash,
		rubric: 'tip-v1',
		rubric_hash: rubric.hash,
		judge_kind: 'claude-code,haiku',
		reader: 'candidates-2',
		answer_form: 'list',
		'artifact:raw.txt': '["a"]',
		'artifact:prompt.txt': 'Say it',
		'artifact:rubric.md': '# scales',
	});
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
	expect(record(batchOf(scored).tags)).toMatchObject({ judged_by: 'rule', judged_at: '1970-01-01T00:00:02.000Z' });
	expect(isPending(scored)).toBe(false);
});

test('an invalid output waits for no judge', () => {
	const invalid = { ...content, generation: { ...generation, invalid: 'context-cut' as const } };
	expect(record(batchOf(invalid).tags)).toMatchObject({ invalid: 'context-cut' });
	expect(isPending(invalid)).toBe(false);
});
