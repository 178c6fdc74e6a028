import { parseCandidates } from '../domain/candidates';
import { diversityOf } from '../domain/diversity';
import { TipBenchError } from '../domain/errors';
import { renderPrompt } from '../domain/prompt';
import { computedFlags, lowestScores } from '../domain/rubric';
import { createRun, fillRun } from '../mlflow/record-run';
import { mlflowAt } from './clients';
import type { BenchActivities } from './contract';
import type { Dependencies } from './dependencies';

/** The two halves of recording a cell: a run whose id history keeps, then all that goes into it. */
export function recordActivities({ catalog, env }: Dependencies): Pick<BenchActivities, 'createRun' | 'fillRun'> {
	return {
		createRun: ({ at, bench, cell }, startedAt) =>
			createRun(mlflowAt(at.mlflow_url, env), { experimentId: at.experiment_id, bench, cell, startedAt }),
		fillRun: async (input, runId, generation) => {
			const { cell, settings } = input;
			const [prompt, scenario, rubric] = await Promise.all([
				catalog.prompt(cell.prompt.name),
				catalog.scenario(cell.scenario.name),
				catalog.rubric(input.rubric.name),
			]);
			for (const [now, planned] of [
				[prompt, cell.prompt],
				[scenario, cell.scenario],
				[rubric, input.rubric],
			] as const) {
				if (now.hash !== planned.hash) {
					throw new TipBenchError(
						'PromptChanged',
						`${planned.name} has changed since this bench was planned; put the file back`,
					);
				}
			}
			const candidates = parseCandidates(generation.text, settings.n_tips);
			const flags = computedFlags(rubric, candidates);
			await fillRun(mlflowAt(input.at.mlflow_url, env), runId, {
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
				flags,
			});
		},
	};
}
