import { z } from 'zod';
import { firstReaderVersion, type Readers } from '../domain/answers/reader-version';
import { type CellKeys, createCellKeys } from '../domain/bench/cell-keys';
import { TipBenchError } from '../domain/errors';
import type { Mlflow } from './client';
import { getRun, marksOfRun } from './decode-run';
import { type RawRun, tagsOf } from './run-schema';
import { type ScanWatch, scanRawRuns } from './search';
import { call } from './transport';

/** The cells that an experiment has committed runs of. */
export interface CommittedCells {
	readonly keys: CellKeys;
	/** How many of the runs, the invalid ones aside, were read by which version. */
	readonly readers: Readers;
}

/**
 * @param modelDigest only those of this model
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function committedCells(
	mlflow: Mlflow,
	experimentId: string,
	modelDigest?: string,
	watch: ScanWatch = {},
): Promise<CommittedCells> {
	const filter = modelDigest === undefined ? undefined : `tags.model_digest = '${modelDigest}'`;
	const keys = createCellKeys();
	const readers = new Map<string, number>();
	for await (const run of scanRawRuns(mlflow, experimentId, { ...watch, filter })) {
		const { cell_key, invalid, reader = firstReaderVersion } = tagsOf(run);
		if (cell_key === undefined || !marksOfRun(run).committed) continue;
		if (keys.add(cell_key) && invalid === undefined) readers.set(reader, (readers.get(reader) ?? 0) + 1);
	}
	return { keys, readers: Object.fromEntries(readers) };
}

/** Whether a run exists and nobody has deleted it. @throws TipBenchError MlflowUnavailable */
export async function isActive(mlflow: Mlflow, runId: string): Promise<boolean> {
	try {
		return (await getRun(mlflow, runId)).info.lifecycle_stage === 'active';
	} catch (error) {
		if (error instanceof TipBenchError && error.code === 'MlflowRefused') return false;
		throw error;
	}
}

/**
 * Deletes the runs that a bench created and never committed: what attempts left that Temporal gave up on. Call it only
 * while none of these runs is being filled, but by such attempts: MLflow refuses to commit a run that is deleted. One that
 * has `judge_pending` is left alone whatever else it lacks, and so is one of another `kind`.
 * @param of the bench's workflow id, and the model's digest where only that model's runs are meant
 * @returns how many were deleted
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function sweepUncommitted(
	mlflow: Mlflow,
	experimentId: string,
	of: { readonly bench: string; readonly model?: string },
	watch: ScanWatch = {},
): Promise<number> {
	const left: string[] = [];
	for await (const run of scanUncommitted(mlflow, experimentId, watch)) {
		const { bench, kind, model_digest: model } = tagsOf(run);
		if (bench === of.bench && kind === undefined && (of.model ?? model) === model) left.push(run.info.run_id);
	}
	for (const runId of left) {
		await call(mlflow, { method: 'POST', path: 'mlflow/runs/delete', body: { run_id: runId } }, z.unknown());
		watch.onProgress?.(1);
	}
	return left.length;
}

/**
 * What neither old nor new marks commit. MLflow finds the few runs that lack a tag among 100,000 in a second; an old one
 * cannot, and all are read.
 */
async function* scanUncommitted(mlflow: Mlflow, experimentId: string, watch: ScanWatch): AsyncGenerator<RawRun> {
	try {
		yield* scanRawRuns(mlflow, experimentId, { ...watch, filter: 'tags.judge_pending IS NULL' });
	} catch (error) {
		if (!(error instanceof TipBenchError && error.code === 'MlflowRefused')) throw error;
		for await (const run of scanRawRuns(mlflow, experimentId, watch)) {
			if (tagsOf(run).judge_pending === undefined) yield run;
		}
	}
}
