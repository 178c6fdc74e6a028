import type { ExperimentAddress } from '../contracts/experiment';
import type { JudgeActivities, JudgePlan } from '../contracts/judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import type { Rubric } from '../domain/judging/rubric';
import { createKnownItems, type KnownItems } from '../judging/auto/known-items';
import { createDisagreeing } from '../judging/disagreeing';
import { scanCells } from '../judging/distinct-cells';
import { drawRuns } from '../judging/draw';
import { findUnjudged } from '../judging/unjudged';
import { mapLimit } from '../machine/map-limit';
import { type Mlflow, withSignal } from '../mlflow/client';
import { checkExperiment } from '../mlflow/experiments';
import { changing } from '../mlflow/revision';
import type { RawRun } from '../mlflow/run-schema';
import { runsById } from '../mlflow/search';
import { writeAutoJudgment } from '../mlflow/write-auto-judgment';
import { unchanged } from '../planning/unchanged';
import type { Dependencies } from './dependencies';
import { inExperiment, intoExperiment } from './in-experiment';
import { untilMended } from './until-mended';
import { whileHeartbeating } from './while-heartbeating';

/** One more than MLflow is asked at once, so that it never waits for the worker. */
const mostAtOnce = 3;

/** What the auto tier reads of an experiment, and what it leaves there. */
export function judgmentActivities(
	{ catalog, clients }: Dependencies,
	known: KnownItems = createKnownItems(),
): Pick<JudgeActivities, 'unjudgedRuns' | 'recordJudgments' | 'drawSpotChecks' | 'countDisagreements'> {
	return {
		unjudgedRuns: (plan, question) =>
			whileHeartbeating(async (signal) => {
				const { at, judge, again } = plan;
				const mlflow = clients.mlflow(at.mlflow_url);
				// One that has changed is told where the judge is asked.
				const rubric = await catalog.rubric(plan.rubric.name).catch(() => null);
				const onFound = (raw: RawRun) => {
					// On a GPU's queue another worker asks, which reads for itself.
					if (rubric !== null && judge.weights === null) known.keep(rubric, raw);
				};
				const asked = { ...question, kind: judge.kind, again };
				return inExperiment(mlflow, at, () => findUnjudged(mlflow, at.experiment_id, asked, { signal, onFound }));
			}),
		recordJudgments: (plan, judgments) =>
			whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(plan.at.mlflow_url), signal);
				const record = async () => {
					const rubric = unchanged(plan.rubric, await catalog.rubric(plan.rubric.name), catalog);
					await recordAll(mlflow, plan, rubric, judgments);
				};
				return untilMended(intoExperiment(mlflow, plan.at, record()));
			}),
		countDisagreements: (at, rubric, delta) =>
			whileHeartbeating((signal) => {
				const mlflow = clients.mlflow(at.mlflow_url);
				const count = async () => {
					const apart = createDisagreeing(await catalog.rubric(rubric), delta);
					for await (const { run } of scanCells(mlflow, at.experiment_id, { signal })) apart.add(run);
					return apart.count();
				};
				return inExperiment(mlflow, at, count);
			}),
		drawSpotChecks: (at, _rubric, asked) =>
			whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(at.mlflow_url), signal);
				return untilMended(inExperiment(mlflow, at, () => drawRuns(mlflow, at.experiment_id, asked, { signal })));
			}),
	};
}

/** A run that somebody has deleted needs no scores any more. */
async function recordAll(
	mlflow: Mlflow,
	{ at, judge }: JudgePlan,
	rubric: Rubric,
	judgments: readonly AutoJudgment[],
): Promise<void> {
	const runs = await runsById(
		mlflow,
		at.experiment_id,
		judgments.map(({ run_id }) => run_id),
	);
	if (runs.size < judgments.length) await seeExperiment(mlflow, at);
	await changing(mlflow, at.experiment_id, (writer) =>
		mapLimit(
			judgments,
			mostAtOnce,
			async (judgment) => {
				const raw = runs.get(judgment.run_id);
				if (raw !== undefined) await writeAutoJudgment(writer, raw, { rubric, judge, judgment });
			},
			'go on',
		),
	);
}

/** To MLflow the runs of a deleted experiment look as if each had been deleted. */
function seeExperiment(mlflow: Mlflow, at: ExperimentAddress): Promise<void> {
	return checkExperiment(mlflow, at.experiment, at.experiment_id);
}
