import type { PairToRecord, SimPlanned } from '../contracts/sim';
import { joinResults } from '../domain/simulation/pair-results';
import type { MlflowWriter } from '../mlflow/client';
import { deleteKindRun } from '../mlflow/kind-run';
import { fillSimRun, resultsOf } from '../mlflow/sim-runs';

/**
 * Writes what came of a (persona, policy) into its run, with the earlier seeds of the run that had those; that one goes when
 * this one has them all. Doing it again changes nothing.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged
 */
export async function recordPair(
	mlflow: MlflowWriter,
	{ setting }: Pick<SimPlanned, 'setting'>,
	{ run_id, persona, policy, base, results }: PairToRecord & { readonly run_id: string },
): Promise<void> {
	// MLflow gives a deleted run by its id all the same.
	const earlier = base === null ? [] : [await resultsOf(mlflow, base)];
	await fillSimRun(mlflow, run_id, { persona, policy, setting }, joinResults([...earlier, results]));
	if (base !== null) await deleteKindRun(mlflow, base);
}
