import { ApplicationFailure } from '@temporalio/activity';
import type { Catalog } from '../catalog/catalog';
import { parseCandidates } from '../domain/candidates';
import { diversityOf } from '../domain/diversity';
import { TipBenchError } from '../domain/errors';
import type { Generation } from '../domain/generation';
import { renderPrompt } from '../domain/prompt';
import { computedFlags, lowestScores } from '../domain/rubric';
import { createRun, fillRun } from '../mlflow/record-run';
import type { RunContent } from '../mlflow/run-content';
import { mlflowAt } from './clients';
import type { BenchActivities, RecordInput } from './contract';
import type { Dependencies } from './dependencies';
import { unchanged } from './unchanged';

/** The two halves of recording a cell: a run whose id history keeps, then all that goes into it. */
export function recordActivities({ catalog, env }: Dependencies): Pick<BenchActivities, 'createRun' | 'fillRun'> {
	return {
		createRun: ({ at, bench, cell }, startedAt) => {
			const asked = { experimentId: at.experiment_id, bench, cell, startedAt };
			return untilMended(createRun(mlflowAt(at.mlflow_url, env), asked));
		},
		fillRun: (input, runId, generation) => {
			const content = contentOf(catalog, input, generation);
			return untilMended(content.then((whole) => fillRun(mlflowAt(input.at.mlflow_url, env), runId, whole)));
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

async function contentOf(catalog: Catalog, input: RecordInput, generation: Generation): Promise<RunContent> {
	const { cell, settings } = input;
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
