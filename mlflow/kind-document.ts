import { TipBenchError } from '../domain/errors';
import { uploadArtifact } from './artifacts';
import type { MlflowWriter } from './client';
import { getRun } from './decode-run';
import { endKindRun } from './kind-run';
import { logBatch, tagBatch } from './log-batch';
import { type RawRun, tagsOf } from './run-schema';
import { type Tags, textIn, textTags } from './tag-text';

const whole = 'true';

/** What a run that is none of a cell's holds: one document, and whatever finds it. */
interface KindDocument {
	/** Such as `gate.json`. */
	readonly name: string;
	readonly text: string;
	/** Beside it. */
	readonly tags?: Tags;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/**
 * Writes a document into its run and ends that: in tags, and as an artifact where the server takes them. It counts from its
 * last tag on, {@link isWhole}.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused; RunDamaged when the server did not keep what it was given
 */
export async function writeDocument(
	mlflow: MlflowWriter,
	runId: string,
	{ name, text, tags = {}, at }: KindDocument,
): Promise<void> {
	await logBatch(mlflow, runId, tagBatch({ ...tags, ...textTags(name, text) }));
	await endKindRun(mlflow, runId, at);
	const run = await getRun(mlflow, runId);
	documentIn(run, name);
	await uploadArtifact(mlflow, run.info.artifact_uri, name, text);
	await logBatch(mlflow, runId, tagBatch({ committed: whole }));
}

/** Whether a run's document counts. */
export function isWhole(run: RawRun): boolean {
	return tagsOf(run).committed === whole;
}

/** @throws TipBenchError RunDamaged where it is not whole, or not there */
export function documentIn(run: RawRun, name: string): string {
	const text = textIn(tagsOf(run), name, run.info.run_id);
	if (text !== null) return text;
	throw new TipBenchError(
		'RunDamaged',
		`The run ${run.info.run_id} has no \`${name}\`: delete it in MLflow and ask again.`,
	);
}
