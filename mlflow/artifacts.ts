import type { Mlflow } from './client';
import { send } from './transport';

/**
 * Uploads texts as real artifacts of a run where the server takes them. Where it does not (its artifacts lie in a store
 * that clients write to themselves, or it refuses), nothing happens: the tags hold the same texts. A refusal is
 * remembered, so that one request finds it out.
 * @param artifactUri the run's, as MLflow gives it
 * @throws TipBenchError MlflowUnavailable
 */
export async function uploadArtifacts(
	mlflow: Mlflow,
	artifactUri: string,
	texts: Readonly<Record<string, string>>,
): Promise<void> {
	const folder = servedFolder(artifactUri);
	if (folder === null) return;
	const [first, ...others] = Object.entries(texts);
	if (first !== undefined) await upload(mlflow, folder, first);
	await Promise.all(others.map((each) => upload(mlflow, folder, each)));
}

async function upload(mlflow: Mlflow, folder: string, [name, text]: [string, string]): Promise<void> {
	if (!mlflow.learnt.servesArtifacts) return;
	const path = `mlflow-artifacts/artifacts/${folder}/${encodeURIComponent(name)}`;
	const answer = await send(mlflow, { method: 'PUT', path, file: text, expected: [503, 501] });
	if ('refusal' in answer) mlflow.learnt.servesArtifacts = false;
}

/** The folder below the server's artifact store: `mlflow-artifacts:/1/RUN/artifacts` is `1/RUN/artifacts`. */
function servedFolder(artifactUri: string): string | null {
	const path = /^mlflow-artifacts:\/(?!\/)(.+)$/.exec(artifactUri)?.[1];
	return path === undefined ? null : path.split('/').map(encodeURIComponent).join('/');
}
