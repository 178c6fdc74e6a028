import type { ExperimentAddress } from '../contracts/experiment';
import { TipBenchError } from '../domain/errors';
import type { Mlflow } from '../mlflow/client';
import { checkExperiment } from '../mlflow/experiments';

/**
 * Reads an experiment that is there before and after: a deleted one looks empty, as if nothing waited for a judge.
 * @throws TipBenchError ExperimentDeleted, and what the work throws
 */
export async function inExperiment<T>(mlflow: Mlflow, at: ExperimentAddress, work: () => Promise<T>): Promise<T> {
	const check = () => checkExperiment(mlflow, at.experiment, at.experiment_id);
	await check();
	const result = await work();
	await check();
	return result;
}

/**
 * Writes into an experiment. To each run of a deleted one MLflow says that this run is deleted; that it is the
 * experiment is found out when that happens.
 * @throws TipBenchError ExperimentDeleted, and what the work throws
 */
export async function intoExperiment<T>(mlflow: Mlflow, at: ExperimentAddress, work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof TipBenchError && error.code === 'MlflowRefused') {
			await checkExperiment(mlflow, at.experiment, at.experiment_id).catch((found: unknown) => {
				if (found instanceof TipBenchError && found.code === 'ExperimentDeleted') throw found;
			});
		}
		throw error;
	}
}
