import { z } from 'zod';
import type { Cell } from '../domain/bench/cell';
import { TipBenchError } from '../domain/errors';
import { uploadArtifact } from './artifacts';
import type { Mlflow, MlflowWriter } from './client';
import { commitBatchOf } from './commit-batch';
import { getRun, marksOfRun } from './decode-run';
import { emptyRun } from './empty-run';
import { type Batch, logBatch } from './log-batch';
import { batchOf, birthTags } from './run-batch';
import type { RunContent } from './run-content';
import { runNameOf } from './run-name';
import { type RawRun, runSchema, tagsOf } from './run-schema';
import { cellJsonOf, runTexts } from './run-texts';
import { call } from './transport';

const updatedSchema = z.object({ run_info: runSchema.shape.info });

/**
 * Creates the empty run of a cell. Nobody counts it until {@link fillRun} has committed it.
 * @param asked `startedAt` in milliseconds since 1970
 * @returns the run's id
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function createRun(
	mlflow: Mlflow,
	asked: { readonly experimentId: string; readonly bench: string; readonly cell: Cell; readonly startedAt: number },
): Promise<string> {
	const { experimentId, bench, cell, startedAt: at } = asked;
	const run = await emptyRun(mlflow, experimentId, { name: runNameOf(cell), at, tags: birthTags(bench, cell) });
	return run.info.run_id;
}

/** The artifact that holds all texts of a run. */
const artifactName = 'cell.json';

/** What a run is filled with, and what commits it. */
export interface Filling {
	/** Whatever no judge changes. The same content gives the same. */
	readonly batch: Batch;
	/** Its last tag is the commit mark. */
	readonly commit: Batch;
	/** All texts in one. */
	readonly cellJson: string;
	/** When its output was made: milliseconds since 1970. */
	readonly endedAt: number;
}

/**
 * Writes all of a cell's run and then commits it by its last tag, `committed`: five requests. Doing it again changes
 * nothing, also after a judge has scored it. What was written is read back before the commit, so that a committed run is
 * whole.
 * @throws TipBenchError MlflowUnavailable; MlflowRefused (a deleted run, among others); RunDamaged when the server did
 * not keep what it was given
 */
export async function fillRun(mlflow: MlflowWriter, runId: string, content: RunContent): Promise<void> {
	const endedAt = content.generation.ended_at;
	const filling = { batch: batchOf(content), commit: commitBatchOf(content), cellJson: cellJsonOf(runTexts(content)) };
	await fillRunWith(mlflow, runId, { ...filling, endedAt });
}

/** As {@link fillRun}, with what somebody else has made. */
export async function fillRunWith(
	mlflow: MlflowWriter,
	runId: string,
	{ batch, commit, cellJson, endedAt }: Filling,
): Promise<void> {
	await logBatch(mlflow, runId, batch);
	const body = { run_id: runId, status: 'FINISHED', end_time: endedAt };
	const updated = await call(mlflow, { method: 'POST', path: 'mlflow/runs/update', body }, updatedSchema);
	await uploadArtifact(mlflow, updated.run_info.artifact_uri, artifactName, cellJson);
	const run = await getRun(mlflow, runId);
	// Another attempt committed it: a judge may have scored it since.
	if (marksOfRun(run).committed) return;
	verify(mlflow, run, batch);
	await logBatch(mlflow, runId, commit);
}

function verify(mlflow: Mlflow, run: RawRun, { tags }: Batch): void {
	const kept = tagsOf(run);
	const changed = tags.find(({ key, value }) => kept[key] !== value);
	if (changed === undefined) return;
	const found = kept[changed.key];
	throw new TipBenchError(
		'RunDamaged',
		`MLflow at ${mlflow.url} did not keep the tag \`${changed.key}\` of run ${run.info.run_id}: ${changed.value.length} ` +
			`characters were written, ${found === undefined ? 'nothing' : found.length} came back. It must keep 8,000.`,
	);
}
