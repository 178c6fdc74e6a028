import type { Cell } from '../domain/bench/cell';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import { compositeOf } from '../domain/judging/rubric';
import { type Batch, type KeyValue, type Metric, pairsOf } from './log-batch';
import type { RunContent } from './run-content';
import { runFormat } from './run-marks';
import { runTexts } from './run-texts';
import { textTags } from './tag-text';

/** The tags that a run has from its creation on: what finds it again, whatever happens. */
export function birthTags(bench: string, cell: Cell): Record<string, string> {
	return { run_format: runFormat, bench, cell_key: cell.key, model_digest: cell.model.digest };
}

/** The kind whose scores count, and beside it the auto tier's, where that is another. */
export function judgeKindTags({ lazy, auto }: JudgeTiers): Record<string, string> {
	const counts = lazy ?? auto ?? '';
	return { judge_kind: counts, ...(auto !== null && auto !== counts && { auto_judge_kind: auto }) };
}

/** What a run is given before it is committed; the same content gives the same batch. */
export function batchOf(content: RunContent): Batch {
	return { params: paramsOf(content), metrics: metricsOf(content), tags: tagsOf(content) };
}

function paramsOf({ cell, settings }: RunContent): KeyValue[] {
	return pairsOf({
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

function metricsOf({ generation, candidates, askedFormat, diversity, scores, flags, rubric }: RunContent): Metric[] {
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
		n_candidates: candidates.length,
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

function tagsOf(content: RunContent): KeyValue[] {
	const { cell, generation, rubric, bench, judges } = content;
	const texts = Object.entries(runTexts(content)).map(([name, text]) => textTags(name, text));
	return pairsOf({
		...birthTags(bench, cell),
		prompt_hash: cell.prompt.hash,
		scenario_hash: cell.scenario.hash,
		rubric: rubric.name,
		rubric_hash: rubric.hash,
		...judgeKindTags(judges),
		reader: content.reader,
		answer_form: content.answerForm,
		done_reason: generation.done_reason,
		ollama_version: generation.ollama_version,
		...(generation.invalid !== null && { invalid: generation.invalid }),
		...Object.assign({}, ...texts),
	});
}
