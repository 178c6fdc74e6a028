import { z } from 'zod';
import type { MlflowWriter } from './client';
import { call } from './transport';

/**
 * Takes tags away from a run.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function deleteTags(mlflow: MlflowWriter, runId: string, keys: readonly string[]): Promise<void> {
	for (const key of keys) {
		mlflow.written.requests += 1;
		await call(mlflow, { method: 'POST', path: 'mlflow/runs/delete-tag', body: { run_id: runId, key } }, z.unknown());
	}
}
