import { ApplicationFailure } from '@temporalio/activity';
import type { Catalog } from '../catalog/catalog';
import type { Answer, BenchActivities, RecordInput } from '../contracts/activities';
import { parseCandidates } from '../domain/answers/candidates';
import { diversityOf } from '../domain/answers/diversity';
import { readerVersion } from '../domain/answers/reader-version';
import { renderPrompt } from '../domain/bench/prompt';
import { TipBenchError } from '../domain/errors';
import { computedFlags, lowestScores } from '../domain/judging/rubric';
import { mapLimit } from '../machine/map-limit';
import { type Mlflow, withSignal } from '../mlflow/client';
import { createRun, fillRun } from '../mlflow/record-run';
import type { RunContent } from '../mlflow/run-content';
import { unchanged } from '../planning/unchanged';
import type { Dependencies } from './dependencies';
import { whileHeartbeating } from './while-heartbeating';

/** One more than MLflow is asked at once, so that it never waits for the worker. */
const mostAtOnce = 3;

/** The two halves of recording cells: runs whose ids history keeps, then all that goes into them. */
export function recordActivities({ catalog, clients }: Dependencies): Pick<BenchActivities, 'createRuns' | 'fillRuns'> {
	return {
		createRuns: ({ at, bench }, cells) => {
			const create = (mlflow: Mlflow, { cell, started_at: startedAt }: (typeof cells)[number]) =>
				createRun(mlflow, { experimentId: at.experiment_id, bench, cell, startedAt });
			return whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(at.mlflow_url), signal);
				// The ids come back together or not at all: after one failure more runs would only be more orphans.
				return mapLimit(cells, mostAtOnce, (each) => untilMended(create(mlflow, each)), 'stop');
			});
		},
		fillRuns: async (input, runs) => {
			const fill = async (mlflow: Mlflow, { run_id, ...answer }: (typeof runs)[number]) =>
				fillRun(mlflow, run_id, await contentOf(catalog, input, answer));
			await whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(input.at.mlflow_url), signal);
				// One that fails, such as a run that somebody deleted, keeps no other from being filled.
				return mapLimit(runs, mostAtOnce, (each) => untilMended(fill(mlflow, each)), 'go on');
			});
		},
	};
}

/**
 * An accepted answer is never given up: what is final elsewhere (a changed file, a credential that has expired) is
 * retried here, until a person has mended it.
 */
async function untilMended<T>(recording: Promise<T>): Promise<T> {
	return recording.catch((error: unknown) => {
		if (!(error instanceof TipBenchError)) throw error;
		throw ApplicationFailure.create({ type: error.code, message: error.message, nonRetryable: false, cause: error });
	});
}

async function contentOf(catalog: Catalog, input: RecordInput, { cell, generation }: Answer): Promise<RunContent> {
	const { settings } = input;
	const prompt = unchanged(cell.prompt, await catalog.prompt(cell.prompt.name));
	const scenario = unchanged(cell.scenario, await catalog.scenario(cell.scenario.name));
	const rubric = unchanged(input.rubric, await catalog.rubric(input.rubric.name));
	const promptText = renderPrompt(prompt, scenario, settings.n_tips);
	const candidates = parseCandidates(generation.text, settings.n_tips, promptText);
	// An answer that was made before this was known of says it only now.
	const invalid = generation.invalid ?? (candidates.thinking_only ? 'thinking-only' : null);
	return {
		cell,
		settings,
		generation: { ...generation, invalid },
		tips: candidates.tips,
		askedFormat: candidates.asked_format,
		answerForm: candidates.form,
		reader: readerVersion,
		promptText,
		scenario,
		rubric,
		bench: input.bench,
		judgeKinds: input.judge_kinds,
		diversity: input.diversity ? diversityOf(candidates.tips) : null,
		scores: candidates.tips.length === 0 && invalid === null ? lowestScores(rubric) : null,
		flags: computedFlags(rubric, candidates),
	};
}
