import { type Leaderboard, leaderboardOf } from '../domain/leaderboard';
import { type Rubric, scoreNames } from '../domain/rubric';
import type { Mlflow } from '../mlflow/client';
import { readRuns } from './read-runs';

/** The leaderboard of an experiment as MLflow has it now. */
export async function rankExperiment(
	mlflow: Mlflow,
	at: { readonly experiment: string; readonly experiment_id: string },
	rubric: Rubric,
): Promise<Leaderboard> {
	return leaderboardOf(at.experiment, rubric.name, scoreNames(rubric), await readRuns(mlflow, at.experiment_id));
}
