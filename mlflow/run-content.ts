import type { Cell, GenerationSettings } from '../domain/cell';
import type { Generation } from '../domain/generation';
import { compositeOf, type Rubric, type Scores } from '../domain/rubric';
import type { Scenario } from '../domain/scenario';
import { textTags } from './text-tags';

/** All that a cell's run holds. */
export interface RunContent {
	readonly cell: Cell;
	readonly settings: GenerationSettings;
	readonly generation: Generation;
	/** The candidates that the output was read as. */
	readonly tips: readonly string[];
	readonly askedFormat: boolean;
	/** The prompt as it was sent. */
	readonly promptText: string;
	readonly scenario: Scenario;
	readonly rubric: Rubric;
	/** Workflow id of the bench. */
	readonly bench: string;
	readonly judgeKinds: readonly string[];
	/** 0–1, `null` where it is not measured. */
	readonly diversity: number | null;
	/** Flags that the program computed. */
	readonly flags: Scores;
	/** Set where the rules score the run, and no judge is needed. */
	readonly scores: Scores | null;
}

/** What was asked. Never a score: params cannot change. */
export function runParams({ cell, settings }: RunContent): Record<string, string> {
	return {
		model: cell.model.name,
		prompt: cell.prompt.name,
		scenario: cell.scenario.name,
		repeat: String(cell.repeat),
		cell_seed: String(cell.seed),
		think: String(cell.model.think),
		format: 'null',
		...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
	};
}

/** What was measured, and the scores that need no judge. Unknown numbers are left out. */
export function runMetrics(content: RunContent): Record<string, number> {
	const { generation, diversity, flags, scores, rubric } = content;
	const measured = {
		latency_s: generation.latency_s,
		load_s: generation.load_s,
		prompt_eval_s: generation.prompt_eval_s,
		generation_s: generation.generation_s,
		prompt_tokens: generation.prompt_tokens,
		output_tokens: generation.output_tokens,
		tokens_per_s: generation.tokens_per_s,
		memory_bytes: generation.memory_bytes,
		gpu_memory_bytes: generation.gpu_memory_bytes,
		diversity,
		...flags,
		...(isPending(content) || scores === null ? {} : { ...scores, composite: compositeOf(rubric, scores) }),
	};
	return Object.fromEntries(Object.entries(measured).filter((pair): pair is [string, number] => pair[1] !== null));
}

/** The run's tags, but for the commit mark `judge_pending`, which is written last of all. */
export function runTags(content: RunContent): Record<string, string> {
	const { cell, generation, rubric, scores } = content;
	const byRule = scores !== null && generation.invalid === null;
	return {
		judge_kind: content.judgeKinds.join(','),
		rubric: rubric.name,
		bench: content.bench,
		cell_key: cell.key,
		model_digest: cell.model.digest,
		prompt_hash: cell.prompt.hash,
		scenario_hash: cell.scenario.hash,
		rubric_hash: rubric.hash,
		done_reason: generation.done_reason,
		ollama_version: generation.ollama_version,
		...(generation.invalid === null ? {} : { invalid: generation.invalid }),
		...(byRule ? { judged_by: 'rule', judged_at: new Date(generation.ended_at).toISOString() } : {}),
		...Object.assign({}, ...Object.entries(runTexts(content)).map(([name, text]) => textTags(name, text))),
	};
}

/** The texts of a run, by the name of their file. */
export function runTexts({ promptText, tips, generation, rubric, scenario }: RunContent): Record<string, string> {
	const { hash: _hash, ...context } = scenario;
	return {
		'prompt.txt': promptText,
		'candidates.json': JSON.stringify(tips),
		'raw.txt': generation.text,
		'rubric.md': rubric.text,
		'context.json': JSON.stringify(context),
	};
}

/** Whether a judge has to score the run. */
export function isPending({ generation, scores }: RunContent): boolean {
	return generation.invalid === null && scores === null;
}
