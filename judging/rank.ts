import type { Rubric } from '../domain/judging/rubric';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { createLeaderboard } from '../domain/ranking/rank-runs';
import type { Mlflow } from '../mlflow/client';
import { scanRuns } from '../mlflow/recorded-runs';
import type { ScanWatch } from '../mlflow/search';
import { withTrust } from './kept-trust';

/**
 * The leaderboard of an experiment as MLflow has it now, with what is kept of its auto judges.
 * @param minKappa from which agreement with people an auto judge may gate; 0.6 unless given
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function rankExperiment(
	mlflow: Mlflow,
	at: { readonly experiment: string; readonly experiment_id: string },
	rubric: Rubric,
	{ minKappa, ...watch }: ScanWatch & { readonly minKappa?: number | undefined } = {},
): Promise<Leaderboard> {
	const { experiment, experiment_id } = at;
	const leaderboard = createLeaderboard({ experiment, rubric });
	for await (const run of scanRuns(mlflow, experiment_id, watch)) leaderboard.add(run);
	return withTrust(mlflow, leaderboard.board(), rubric.hash, minKappa);
}
