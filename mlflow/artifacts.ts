import type { Mlflow } from './client';
import { send } from './transport';

/**
 * Uploads a text as a real artifact of a run where the server takes them. Where it does not (its artifacts lie in a store
 * that clients write to themselves, or it refuses), nothing happens: the tags hold the same. A refusal is remembered, so
 * that one request finds it out.
 * @param artifactUri the run's, as MLflow gives it
 * @param name of the file
 * @returns whether the server has it now
 * @throws TipBenchError MlflowUnavailable
 */
export async function uploadArtifact(
	mlflow: Mlflow,
	artifactUri: string,
	name: string,
	text: string,
): Promise<boolean> {
	const folder = servedFolder(artifactUri);
	if (folder === null || !mlflow.learnt.servesArtifacts) return false;
	const path = `mlflow-artifacts/artifacts/${folder}/${encodeURIComponent(name)}`;
	const answer = await send(mlflow, { method: 'PUT', path, file: text, expected: [503, 501] });
	if ('refusal' in answer) mlflow.learnt.servesArtifacts = false;
	return 'text' in answer;
}

/** The folder below the server's artifact store: `mlflow-artifacts:/1/RUN/artifacts` is `1/RUN/artifacts`. */
function servedFolder(artifactUri: string): string | null {
	const path = /^mlflow-artifacts:\/(?!\/)(.+)$/.exec(artifactUri)?.[1];
	return path === undefined ? null : path.split('/').map(encodeURIComponent).join('/');
}
