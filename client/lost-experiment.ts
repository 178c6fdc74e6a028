import type { Status } from '../domain/bench/status';
import { troubleWith } from '../domain/bench/troubles';
import { TipBenchError } from '../domain/errors';
import { type Mlflow, withSignal } from '../mlflow/client';
import { findExperiment } from '../mlflow/experiments';
import type { ListedBench } from './temporal';

/** A server that hangs must not keep a person from the rest. */
export const mlflowPatienceMs = 3_000;

/**
 * A bench's status, with the trouble that its experiment is gone. One that waits for its judge asks nothing of MLflow
 * meanwhile, so whether its experiment is still there is asked here.
 * @param openMlflow the MLflow that the bench records in; asked only where it is needed
 */
export async function withLostExperiment(
	status: Status,
	bench: Pick<ListedBench, 'state'>,
	openMlflow: () => Promise<Mlflow>,
): Promise<Status> {
	if (bench.state !== 'RUNNING' || status.phase !== 'awaiting-judge' || status.troubles.length > 0) return status;
	try {
		const mlflow = withSignal(await openMlflow(), AbortSignal.timeout(mlflowPatienceMs));
		await findExperiment(mlflow, status.experiment);
		return status;
	} catch (error) {
		// What else MLflow refuses is none of a waiting bench's troubles.
		if (!(error instanceof TipBenchError) || error.code !== 'ExperimentDeleted') return status;
		const found = { type: 'countPending', model: null, code: error.code, why: error.message, tries: 1 };
		return { ...status, troubles: [troubleWith({ ...found, since: new Date().toISOString() })] };
	}
}
