import { ApplicationFailure } from '@temporalio/activity';
import type { Catalog } from '../catalog/catalog';
import { parseCandidates } from '../domain/candidates';
import { diversityOf } from '../domain/diversity';
import { TipBenchError } from '../domain/errors';
import { renderPrompt } from '../domain/prompt';
import { computedFlags, lowestScores } from '../domain/rubric';
import { createRun, fillRun } from '../mlflow/record-run';
import type { RunContent } from '../mlflow/run-content';
import { mlflowAt } from './clients';
import type { Answer, BenchActivities, RecordInput } from './contract';
import type { Dependencies } from './dependencies';
import { unchanged } from './unchanged';
import { whileHeartbeating } from './while-heartbeating';

/** The two halves of recording cells: runs whose ids history keeps, then all that goes into them. */
export function recordActivities({ catalog, env }: Dependencies): Pick<BenchActivities, 'createRuns' | 'fillRuns'> {
	return {
		createRuns: ({ at, bench }, cells) => {
			const mlflow = mlflowAt(at.mlflow_url, env);
			const create = ({ cell, started_at: startedAt }: (typeof cells)[number]) =>
				createRun(mlflow, { experimentId: at.experiment_id, bench, cell, startedAt });
			return whileHeartbeating(() => sideBySide(cells, (each) => untilMended(create(each))));
		},
		fillRuns: async (input, runs) => {
			const mlflow = mlflowAt(input.at.mlflow_url, env);
			const fill = async ({ run_id, ...answer }: (typeof runs)[number]) =>
				fillRun(mlflow, run_id, await contentOf(catalog, input, answer));
			await whileHeartbeating(() => sideBySide(runs, (each) => untilMended(fill(each))));
		},
	};
}

/** One more than MLflow is asked at once, so that it never waits for the worker. */
const mostAtOnce = 3;

/**
 * Does something with each, a few at a time. One that fails, such as a run that somebody deleted, keeps no other from
 * being done.
 * @returns the results, in order
 * @throws the first failure, after all were tried
 */
async function sideBySide<T, Result>(all: readonly T[], work: (each: T) => Promise<Result>): Promise<Result[]> {
	const settled: PromiseSettledResult<Result>[] = [];
	let next = 0;
	const lane = async () => {
		for (let at = next++; at < all.length; at = next++) {
			const [outcome] = await Promise.allSettled([work(all[at] as T)]);
			settled[at] = outcome;
		}
	};
	await Promise.all(Array.from({ length: mostAtOnce }, lane));
	return settled.map((each) => {
		if (each.status === 'rejected') throw each.reason;
		return each.value;
	});
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
	const candidates = parseCandidates(generation.text, settings.n_tips);
	return {
		cell,
		settings,
		generation,
		tips: candidates.tips,
		askedFormat: candidates.asked_format,
		promptText: renderPrompt(prompt, scenario, settings.n_tips),
		scenario,
		rubric,
		bench: input.bench,
		judgeKinds: input.judge_kinds,
		diversity: input.diversity ? diversityOf(candidates.tips) : null,
		scores: candidates.tips.length === 0 ? lowestScores(rubric) : null,
		flags: computedFlags(rubric, candidates),
	};
}
