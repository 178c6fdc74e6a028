import { oneRunPerCell } from '../domain/leaderboard';
import type { RecordedRun } from '../domain/recorded-run';
import type { Mlflow } from '../mlflow/client';
import { scanRuns } from '../mlflow/scan-runs';

/** The experiment's committed runs, one a cell. */
export async function readRuns(mlflow: Mlflow, experimentId: string): Promise<RecordedRun[]> {
	const runs: RecordedRun[] = [];
	for await (const run of scanRuns(mlflow, experimentId)) runs.push(run);
	return oneRunPerCell(runs);
}

/** How many runs of an experiment wait for a score. */
export async function countPending(mlflow: Mlflow, experimentId: string): Promise<number> {
	return (await readRuns(mlflow, experimentId)).filter((run) => run.judge_pending).length;
}
