import { z } from 'zod';
import type { Mlflow } from './client';
import { tagsOf } from './run-schema';
import { quoted, scanRawRuns, scanRuns } from './scan-runs';
import { call } from './transport';

/**
 * The keys of the cells that an experiment has committed runs of.
 * @param modelDigest only those of this model
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function committedCellKeys(
	mlflow: Mlflow,
	experimentId: string,
	modelDigest?: string,
): Promise<Set<string>> {
	const filter = modelDigest === undefined ? {} : { filter: `tags.model_digest = '${modelDigest}'` };
	const keys = new Set<string>();
	for await (const run of scanRuns(mlflow, experimentId, filter)) {
		if (run.cell_key !== null) keys.add(run.cell_key);
	}
	return keys;
}

/**
 * Deletes the runs that a bench created and never committed: what attempts left that Temporal gave up on. Call it only
 * while none of the bench's runs is being filled.
 * @param bench its workflow id
 * @returns how many were deleted
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function sweepUncommitted(mlflow: Mlflow, experimentId: string, bench: string): Promise<number> {
	const value = quoted(bench);
	const left: string[] = [];
	for await (const run of scanRawRuns(
		mlflow,
		experimentId,
		value === null ? {} : { filter: `tags.bench = ${value}` },
	)) {
		const tags = tagsOf(run);
		if (tags.bench === bench && tags.judge_pending === undefined) left.push(run.info.run_id);
	}
	for (const runId of left) {
		await call(mlflow, { method: 'POST', path: 'mlflow/runs/delete', body: { run_id: runId } }, z.unknown());
	}
	return left.length;
}
