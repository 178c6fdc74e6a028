import type { Cell, GenerationSettings } from '../domain/bench/cell';
import type { Generation } from '../domain/bench/generation';
import type { Scenario } from '../domain/bench/scenario';
import { compositeOf, type Rubric, type Scores } from '../domain/judging/rubric';
import type { Batch, Metric, Pair } from './log-batch';
import { textTags } from './tag-text';

/** All that a cell's run keeps. */
export interface RunContent {
	readonly cell: Cell;
	readonly settings: GenerationSettings;
	readonly generation: Generation;
	/** The candidates, as parsed from the output. */
	readonly tips: readonly string[];
	/** Whether the output was in the asked format. */
	readonly askedFormat: boolean;
	/** How the candidates stood in the output, and by which version they were read. */
	readonly answerForm: string;
	readonly reader: string;
	/** The prompt as it was sent. */
	readonly promptText: string;
	readonly scenario: Scenario;
	readonly rubric: Rubric;
	/** The workflow id of the bench. */
	readonly bench: string;
	readonly judgeKinds: readonly string[];
	/** 0–1, `null` when it was not measured. */
	readonly diversity: number | null;
	/** The scores by rule; `null` when a judge is to score. */
	readonly scores: Scores | null;
	/** The flags that the program computes: a judge finds them filled in. */
	readonly flags: Scores;
}

/** The texts of a run, by the name of their file. */
export type TextName = 'prompt.txt' | 'candidates.json' | 'raw.txt' | 'rubric.md' | 'context.json';

/** Everything but the commit mark, as it is written to MLflow; the same content gives the same batch. */
export function batchOf(content: RunContent): Batch {
	return { params: paramsOf(content), metrics: metricsOf(content), tags: tagsOf(content) };
}

/** The value of the commit mark: whether somebody has yet to score it. */
export function isPending({ scores, generation }: Pick<RunContent, 'scores' | 'generation'>): boolean {
	return scores === null && generation.invalid === null;
}

/** The texts that a run keeps as tags, and as artifacts where the server takes them. */
export function textsOf({ promptText, tips, generation, rubric, scenario }: RunContent): Record<TextName, string> {
	const { hash: _hash, ...context } = scenario;
	return {
		'prompt.txt': promptText,
		'candidates.json': JSON.stringify(tips, null, 1),
		'raw.txt': generation.text,
		'rubric.md': rubric.text,
		'context.json': JSON.stringify(context, null, 1),
	};
}

/** The tags that a run has from its creation on: what finds it again, whatever happens. */
export function birthTags(bench: string, cell: Cell): Record<string, string> {
	return { bench, cell_key: cell.key, model_digest: cell.model.digest };
}

function paramsOf({ cell, settings }: RunContent): Pair[] {
	return pairs({
		model: cell.model.name,
		model_parameters: cell.model.parameters,
		prompt_version: cell.prompt.name,
		scenario: cell.scenario.name,
		repeat: cell.repeat,
		seed: cell.seed,
		base_seed: settings.seed,
		n_tips: settings.n_tips,
		temperature: settings.temperature,
		num_ctx: settings.num_ctx,
		num_predict: settings.num_predict,
		think: cell.model.think ?? 'unset',
	});
}

function metricsOf({ generation, tips, askedFormat, diversity, scores, flags, rubric }: RunContent): Metric[] {
	const values: Record<string, number | null> = {
		latency_s: generation.latency_s,
		load_s: generation.load_s,
		prompt_eval_s: generation.prompt_eval_s,
		generation_s: generation.generation_s,
		prompt_tokens: generation.prompt_tokens,
		output_tokens: generation.output_tokens,
		tokens_per_s: generation.tokens_per_s,
		memory_bytes: generation.memory_bytes,
		gpu_memory_bytes: generation.gpu_memory_bytes,
		n_candidates: tips.length,
		asked_format: askedFormat ? 1 : 0,
		diversity,
		...flags,
		...scores,
		...(scores !== null && { composite: compositeOf(rubric, scores) }),
	};
	return Object.entries(values).flatMap(([key, value]) =>
		value === null ? [] : [{ key, value, timestamp: generation.ended_at, step: 0 }],
	);
}

function tagsOf(content: RunContent): Pair[] {
	const { cell, generation, rubric, bench, judgeKinds, scores } = content;
	const texts = Object.entries(textsOf(content)).map(([name, text]) => textTags(name, text));
	return pairs({
		...birthTags(bench, cell),
		prompt_hash: cell.prompt.hash,
		scenario_hash: cell.scenario.hash,
		rubric: rubric.name,
		rubric_hash: rubric.hash,
		judge_kind: judgeKinds.join(','),
		reader: content.reader,
		answer_form: content.answerForm,
		done_reason: generation.done_reason,
		ollama_version: generation.ollama_version,
		...(generation.invalid !== null && { invalid: generation.invalid }),
		...(scores !== null && { judged_by: 'rule', judged_at: new Date(generation.ended_at).toISOString() }),
		...Object.assign({}, ...texts),
	});
}

function pairs(values: Record<string, string | number | boolean>): Pair[] {
	return Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
}
