import { activityInfo } from '@temporalio/activity';
import type { Catalog } from '../catalog/catalog';
import type { Answer, BenchActivities, RecordInput } from '../contracts/activities';
import { parseCandidates } from '../domain/answers/candidates';
import { diversityOf } from '../domain/answers/diversity';
import { readerVersion } from '../domain/answers/reader-version';
import { renderPrompt } from '../domain/bench/prompt';
import { beforeJudging } from '../domain/judging/before-judging';
import { readTemporalUi, workflowPage } from '../domain/temporal-ui';
import { readVariable } from '../machine/environment/read';
import { mapLimit } from '../machine/map-limit';
import { type Mlflow, type MlflowWriter, withSignal } from '../mlflow/client';
import { createRun, fillRun } from '../mlflow/record-run';
import { changing } from '../mlflow/revision';
import type { RunContent } from '../mlflow/run-content';
import type { PlanSources } from '../planning/plan-bench';
import { unchanged } from '../planning/unchanged';
import { intoExperiment } from './in-experiment';
import { untilMended } from './until-mended';
import { whileHeartbeating } from './while-heartbeating';

/** One more than MLflow is asked at once, so that it never waits for the worker. */
const mostAtOnce = 3;

/** The two halves of recording cells: runs whose ids history keeps, then all that goes into them. */
export function recordActivities({
	catalog,
	clients,
	env,
}: PlanSources): Pick<BenchActivities, 'createRuns' | 'fillRuns'> {
	return {
		createRuns: ({ at, bench }, cells) => {
			const create = (mlflow: Mlflow, { cell, started_at: startedAt }: (typeof cells)[number]) =>
				createRun(mlflow, { experimentId: at.experiment_id, bench, cell, startedAt });
			return whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(at.mlflow_url), signal);
				// The ids come back together or not at all: after one failure more runs would only be more orphans.
				const createOne = (each: (typeof cells)[number]) => intoExperiment(mlflow, at, create(mlflow, each));
				return mapLimit(cells, mostAtOnce, (each) => untilMended(createOne(each)), 'stop');
			});
		},
		fillRuns: async (input, runs) => {
			const fill = async (writer: MlflowWriter, { run_id, ...answer }: (typeof runs)[number]) =>
				fillRun(writer, run_id, await contentOf(catalog, env, input, answer));
			await whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(input.at.mlflow_url), signal);
				return changing(mlflow, input.at.experiment_id, (writer) => {
					// One that fails, such as a run that somebody deleted, keeps no other from being filled.
					const fillOne = (each: (typeof runs)[number]) => intoExperiment(mlflow, input.at, fill(writer, each));
					return mapLimit(runs, mostAtOnce, (each) => untilMended(fillOne(each)), 'go on');
				});
			});
		},
	};
}

async function contentOf(
	catalog: Catalog,
	env: PlanSources['env'],
	input: RecordInput,
	{ cell, generation }: Answer,
): Promise<RunContent> {
	const ui = readTemporalUi(readVariable(env, 'TEMPORAL_UI_URL'));
	const { settings } = input;
	const prompt = unchanged(cell.prompt, await catalog.prompt(cell.prompt.name), catalog);
	const scenario = unchanged(cell.scenario, await catalog.scenario(cell.scenario.name), catalog);
	const rubric = unchanged(input.rubric, await catalog.rubric(input.rubric.name), catalog);
	const promptText = renderPrompt(prompt, scenario.fields, settings.n_tips);
	const candidates = parseCandidates(generation.text, settings.n_tips, promptText);
	// An answer that was made before this was known of says it only now.
	const invalid = generation.invalid ?? (candidates.thinking_only ? 'thinking-only' : null);
	return {
		cell,
		settings,
		generation: { ...generation, invalid },
		candidates: candidates.tips,
		askedFormat: candidates.asked_format,
		answerForm: candidates.form,
		reader: readerVersion,
		promptText,
		scenario,
		rubric,
		bench: input.bench,
		benchUrl: ui === null ? null : workflowPage(ui, activityInfo().namespace, input.bench),
		judges: input.judges,
		diversity: input.diversity ? diversityOf(candidates.tips) : null,
		...beforeJudging(rubric, { candidates: candidates.tips, askedFormat: candidates.asked_format, invalid }),
	};
}
