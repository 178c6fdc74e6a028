import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { uploadArtifact } from './artifacts';
import type { Mlflow } from './client';
import { getRun } from './decode-run';
import { logBatch, pairsOf, tagBatch } from './log-batch';
import { descriptionTag } from './run-description';
import { oneRunSchema, type RawRun, tagsOf } from './run-schema';
import { textIn, textTags } from './tag-text';
import { call } from './transport';

/** A run that is none of a cell's: its tag `kind` says what it is. */
interface KindRun {
	readonly kind: string;
	/** At most 250 characters of it are kept. */
	readonly name: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Beside its kind. */
	readonly tags?: Readonly<Record<string, string | number>>;
}

/**
 * Begins a run that is none of a cell's.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function beginKindRun(
	mlflow: Mlflow,
	experimentId: string,
	{ kind, name, at, tags = {} }: KindRun,
): Promise<RawRun> {
	const body = {
		...{ experiment_id: experimentId, run_name: name.slice(0, 250), start_time: at },
		tags: pairsOf({ kind, ...tags }),
	};
	return (await call(mlflow, { method: 'POST', path: 'mlflow/runs/create', body }, oneRunSchema)).run;
}

/** Ends it. @param at milliseconds since 1970. @throws TipBenchError MlflowUnavailable or MlflowRefused */
export async function endKindRun(mlflow: Mlflow, runId: string, at: number): Promise<void> {
	const body = { run_id: runId, status: 'FINISHED', end_time: at };
	await call(mlflow, { method: 'POST', path: 'mlflow/runs/update', body }, z.unknown());
}

/** Takes it back. @throws TipBenchError MlflowUnavailable or MlflowRefused */
export async function deleteKindRun(mlflow: Mlflow, runId: string): Promise<void> {
	await call(mlflow, { method: 'POST', path: 'mlflow/runs/delete', body: { run_id: runId } }, z.unknown());
}

/** A document as it is written into such a run, which holds nothing else. */
interface WrittenDocument {
	/** Of the document, such as `gate.json`. */
	readonly name: string;
	/** JSON. */
	readonly text: string;
	/** What the run says of itself in MLflow's pages, in Markdown. */
	readonly description: string;
	/** Beside these. */
	readonly tags: Readonly<Record<string, string>>;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/**
 * Writes a document into its run and ends it: in tags, and as an artifact where the server takes them. It counts from its
 * last tag on.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused; RunDamaged when the server did not keep what it was given
 */
export async function writeKindDocument(mlflow: Mlflow, runId: string, document: WrittenDocument): Promise<void> {
	const { name, text, description, tags, at } = document;
	await logBatch(mlflow, runId, tagBatch({ [descriptionTag]: description, ...tags, ...textTags(name, text) }));
	await endKindRun(mlflow, runId, at);
	const run = await getRun(mlflow, runId);
	kindDocument(run, name);
	await uploadArtifact(mlflow, run.info.artifact_uri, name, text);
	await logBatch(mlflow, runId, tagBatch({ committed: 'true' }));
}

/** The document in such a run. @throws TipBenchError RunDamaged */
export function kindDocument(run: RawRun, name: string): string {
	const tags = tagsOf(run);
	const text = textIn(tags, name, run.info.run_id);
	if (text !== null) return text;
	throw new TipBenchError(
		'RunDamaged',
		`The run ${run.info.run_id} of a ${tags.kind ?? 'document'} has no \`${name}\`: delete it in MLflow and ask again.`,
	);
}

/** Whether such a run is whole. */
export function isWholeKindRun(run: RawRun): boolean {
	return tagsOf(run).committed === 'true';
}
