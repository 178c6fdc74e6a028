import {
	bothTiers,
	type Disagreement,
	type Disagreements,
	differencesOver,
	readDelta,
} from '../domain/judging/disagreement';
import { createOwnJudges } from '../domain/judging/own-judges';
import { type Rubric, scoreNames } from '../domain/judging/rubric';
import type { Mlflow } from '../mlflow/client';
import type { Experiment } from '../mlflow/experiments';
import type { ScanWatch } from '../mlflow/search';
import { scanCells } from './distinct-cells';
import { entryOf } from './entry-of-run';

/** Which differences are looked for. */
export interface DisagreementsAsked {
	/** More than this is one; the experiment's `judge_delta` unless given. */
	readonly delta?: number | undefined;
	/** Only on runs of this judge kind. */
	readonly kind?: string | undefined;
}

/**
 * Finds the runs on which auto and lazy judges differ, from MLflow alone.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function findDisagreements(
	mlflow: Mlflow,
	rubric: Rubric,
	experiment: Experiment,
	{ delta = readDelta(experiment.tags.judge_delta), kind }: DisagreementsAsked = {},
	watch: ScanWatch = {},
): Promise<Disagreements> {
	const names = [...scoreNames(rubric), 'composite'];
	const dimensions = rubric.dimensions.map(({ name }) => name);
	const runs: Disagreement[] = [];
	const ownJudges = createOwnJudges();
	let scored_by_both = 0;
	for await (const found of scanCells(mlflow, experiment.id, watch)) {
		const { run } = found;
		ownJudges.add(run);
		if (kind !== undefined && run.auto?.kind !== kind && !run.judge_kinds.includes(kind)) continue;
		const both = bothTiers(run, names);
		if (both === null) continue;
		scored_by_both += 1;
		const differences = differencesOver(both, dimensions, delta);
		if (differences.length === 0) continue;
		const { run_id, model, prompt, scenario, auto, judged_by } = run;
		const { candidates } = entryOf(rubric, found);
		const by = { auto_judged_by: auto?.kind ?? '', judged_by: judged_by ?? '' };
		runs.push({ run_id, model, prompt, scenario, candidates, differences, ...both, ...by });
	}
	runs.sort((a, b) => furthest(b) - furthest(a) || (a.run_id < b.run_id ? -1 : 1));
	return { experiment: experiment.name, delta, scored_by_both, own_judges: ownJudges.all(), runs };
}

function furthest({ differences }: Disagreement): number {
	return Math.max(...differences.map(({ difference }) => Math.abs(difference)));
}
