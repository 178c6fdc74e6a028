import { type Mlflow, send } from './client';
import { MlflowError } from './errors';

/**
 * Uploads texts as a run's files, where the server takes them over REST. Where it does not, the run's tags hold the
 * same texts, so that is no failure; it is remembered, and not tried again.
 * @param artifactUri the run's, as MLflow gives it
 * @throws MlflowError MlflowUnavailable
 */
export async function uploadArtifacts(
	mlflow: Mlflow,
	artifactUri: string,
	texts: Readonly<Record<string, string>>,
): Promise<void> {
	if (mlflow.takesArtifacts === false || !artifactUri.startsWith('mlflow-artifacts:')) return;
	const folder = artifactUri.replace(/^mlflow-artifacts:(\/\/[^/]*)?\/*/, '');
	try {
		await Promise.all(
			Object.entries(texts).map(([name, body]) => {
				const path = `/api/2.0/mlflow-artifacts/artifacts/${folder}/${encodeURIComponent(name)}`;
				return send(mlflow, { method: 'PUT', path, body, what: `store ${name}` });
			}),
		);
		mlflow.takesArtifacts = true;
	} catch (error) {
		if (mlflow.takesArtifacts === true || !(error instanceof MlflowError)) throw error;
		mlflow.takesArtifacts = false;
	}
}
