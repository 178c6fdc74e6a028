import { uploadArtifact } from './artifacts';
import type { Mlflow } from './client';
import { beginKindRun, deleteKindRun, endKindRun } from './kind-run';
import { changing } from './revision';

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
	const run = await beginKindRun(mlflow, experimentId, { kind: 'report', name: 'report', at: now });
	const { run_id, artifact_uri } = run.info;
	const isKept = await uploadArtifact(mlflow, artifact_uri, fileName, page);
	if (isKept) await changing(mlflow, experimentId, (writer) => endKindRun(writer, run_id, now));
	else await deleteKindRun(mlflow, run_id);
	return isKept ? run_id : null;
}
