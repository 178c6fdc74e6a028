import { z } from 'zod';
import { uploadArtifact } from './artifacts';
import type { Mlflow } from './client';
import { pairsOf } from './log-batch';
import { oneRunSchema } from './run-schema';
import { call } from './transport';

/** The artifact's name: MLflow's page shows it as a page. */
const fileName = 'report.html';

/**
 * Keeps a report as an artifact of a run of its own, whose tag `kind` keeps it apart from the cells.
 * @param now milliseconds since 1970
 * @returns the run's id; `null` where the server takes no artifacts, and then no run is left either
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function keepReport(
	mlflow: Mlflow,
	experimentId: string,
	page: string,
	now: number,
): Promise<string | null> {
	const born = {
		...{ experiment_id: experimentId, run_name: 'report', start_time: now },
		tags: pairsOf({ kind: 'report' }),
	};
	const { run } = await call(mlflow, { method: 'POST', path: 'mlflow/runs/create', body: born }, oneRunSchema);
	const { run_id, artifact_uri } = run.info;
	const isKept = await uploadArtifact(mlflow, artifact_uri, fileName, page);
	const last = isKept
		? { path: 'mlflow/runs/update', body: { run_id, status: 'FINISHED', end_time: now } }
		: { path: 'mlflow/runs/delete', body: { run_id } };
	await call(mlflow, { method: 'POST', ...last }, z.unknown());
	return isKept ? run_id : null;
}
