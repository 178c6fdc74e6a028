import { firstReaderVersion } from '../domain/answers/reader-version';
import type { RecordedRun } from '../domain/bench/recorded-run';
import type { GateFacts } from '../domain/ranking/gate/gate-rows';
import type { Mlflow } from './client';
import { type Marks, marksOf } from './run-marks';
import { metricsOf, oneRunSchema, type RawRun, tagsOf } from './run-schema';
import { tiersIn } from './run-tiers';
import { textIn } from './tag-text';
import { call } from './transport';

/** The spellings of params, ours first, then the former harness's, which has some of them as tags. */
export const spellings = {
	model: ['model', 'model_name', 'ollama_model'],
	prompt: ['prompt_version', 'prompt', 'prompt_name'],
	scenario: ['scenario', 'scenario_name', 'scenario_id'],
} as const;

/**
 * A run as MLflow has it.
 * @throws TipBenchError MlflowUnavailable; MlflowRefused, among others when there is none of this id
 */
export async function getRun(mlflow: Mlflow, runId: string): Promise<RawRun> {
	const asked = { method: 'GET', path: 'mlflow/runs/get', query: { run_id: runId } } as const;
	return (await call(mlflow, asked, oneRunSchema)).run;
}

/**
 * Texts of a run, whole and checked; names that the run does not have are left out.
 * @param names such as `candidates.json`
 * @throws TipBenchError RunDamaged
 */
export function textsIn(run: RawRun, names: readonly string[]): Record<string, string> {
	const tags = tagsOf(run);
	return Object.fromEntries(
		names.flatMap((name) => {
			const text = textIn(tags, name, run.info.run_id);
			return text === null ? [] : [[name, text]];
		}),
	);
}

/** How far a run is. */
export function marksOfRun(run: RawRun): Marks {
	return marksOf(tagsOf(run), metricsOf(run).composite !== undefined);
}

/** A committed run in the domain's words; `null` for a run that is not committed. */
export function recordedRunOf(run: RawRun): RecordedRun | null {
	const tags = tagsOf(run);
	const { committed, judgePending, judged } = marksOfRun(run);
	if (!committed) return null;
	const metrics = metricsOf(run);
	const judge_kinds = (tags.judge_kind ?? '').split(',').flatMap((kind) => kind.trim() || []);
	const params = Object.fromEntries(run.data.params.map(({ key, value }) => [key, value]));
	const either = (names: readonly string[]) =>
		names.map((name) => params[name] ?? tags[name]).find((value) => value !== undefined) ?? '';
	return {
		run_id: run.info.run_id,
		started_at: run.info.start_time ?? 0,
		model: either(spellings.model),
		prompt: either(spellings.prompt),
		scenario: either(spellings.scenario),
		repeat: Number(params.repeat) || 0,
		cell_key: tags.cell_key ?? null,
		model_digest: tags.model_digest ?? null,
		judge_pending: judgePending,
		judged,
		judge_kinds,
		judged_by: tags.judged_by ?? null,
		judged_at: tags.judged_at ?? null,
		...tiersIn(tags, metrics, judge_kinds, judged),
		rubric: tags.rubric ?? null,
		rubric_hash: tags.rubric_hash ?? null,
		bench: tags.bench ?? null,
		invalid: tags.invalid ?? null,
		cut: tags.done_reason === 'length',
		reader: tags.reader ?? (tags.cell_key === undefined ? null : firstReaderVersion),
		metrics,
	};
}

/** What a gate reads of a run beside that. */
export function gateFactsOf({ data }: RawRun): GateFacts {
	const parameters = Number(data.params.find(({ key }) => key === 'model_parameters')?.value);
	const scenario_hash = data.tags.find(({ key }) => key === 'scenario_hash')?.value ?? null;
	return { scenario_hash, parameters: parameters > 0 && Number.isFinite(parameters) ? parameters : null };
}
