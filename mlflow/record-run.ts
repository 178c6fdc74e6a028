import { z } from 'zod';
import { type Cell, cellName } from '../domain/bench/cell';
import { TipBenchError } from '../domain/errors';
import { uploadArtifacts } from './artifacts';
import type { Mlflow } from './client';
import { type Batch, logBatch } from './log-batch';
import { getRun } from './read-run';
import { batchOf, birthTags, isPending, type RunContent, textsOf } from './run-content';
import { oneRunSchema, type RawRun, runSchema, tagsOf } from './run-schema';
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
	const tags = Object.entries(birthTags(asked.bench, asked.cell)).map(([key, value]) => ({ key, value }));
	const body = {
		experiment_id: asked.experimentId,
		run_name: cellName(asked.cell),
		start_time: asked.startedAt,
		tags,
	};
	const { run } = await call(mlflow, { method: 'POST', path: 'mlflow/runs/create', body }, oneRunSchema);
	return run.info.run_id;
}

/**
 * Writes all of a cell's run and then commits it by its last tag, `judge_pending`. Doing it again changes nothing, also
 * after a judge has scored it. What was written is read back before the commit, so that a committed run is whole.
 * @throws TipBenchError MlflowUnavailable; MlflowRefused (a deleted run, among others); RunDamaged when the server did
 * not keep what it was given
 */
export async function fillRun(mlflow: Mlflow, runId: string, content: RunContent): Promise<void> {
	const batch = batchOf(content);
	await logBatch(mlflow, runId, batch);
	const body = { run_id: runId, status: 'FINISHED', end_time: content.generation.ended_at };
	const updated = await call(mlflow, { method: 'POST', path: 'mlflow/runs/update', body }, updatedSchema);
	await uploadArtifacts(mlflow, updated.run_info.artifact_uri, textsOf(content));
	const run = await getRun(mlflow, runId);
	// Another attempt committed it: a judge may have scored it since.
	if (tagsOf(run).judge_pending !== undefined) return;
	verify(mlflow, run, batch);
	await setTag(mlflow, runId, 'judge_pending', String(isPending(content)));
}

/**
 * Sets one tag of a run, replacing what it was.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function setTag(mlflow: Mlflow, runId: string, key: string, value: string): Promise<void> {
	const body = { run_id: runId, key, value };
	await call(mlflow, { method: 'POST', path: 'mlflow/runs/set-tag', body }, z.unknown());
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
