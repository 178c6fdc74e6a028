import { z } from 'zod';
import type { Mlflow } from './client';
import { parseAnswer, send } from './transport';

/** A value that a metric had once; `timestamp` in milliseconds since 1970. */
export interface PastValue {
	readonly value: number;
	readonly timestamp: number;
}

/** As many as MLflow answers about at once. */
const mostRuns = 100;

const historySchema = z.object({
	metrics: z.array(z.object({ run_id: z.string(), value: z.number(), timestamp: z.number() })).default([]),
});

/**
 * All values that a metric has ever had in runs, which is a fiftieth of what these runs hold: a request for a hundred.
 * MLflow's own pages ask so.
 * @returns by run id, nothing for runs that never had it; `null` where the server has no such answer
 * @throws TipBenchError MlflowUnavailable, MlflowRefused
 */
export async function metricHistories(
	mlflow: Mlflow,
	runIds: readonly string[],
	key: string,
): Promise<Map<string, PastValue[]> | null> {
	const found = new Map<string, PastValue[]>();
	for (let at = 0; at < runIds.length; at += mostRuns) {
		if (!mlflow.learnt.servesHistories) return null;
		const ids = runIds.slice(at, at + mostRuns).map((id) => ['run_id', id] as const);
		const path = 'mlflow/metrics/get-history-bulk';
		const asked = { method: 'GET', api: 'ajax-api', path, query: [...ids, ['metric_key', key]] } as const;
		const answer = await send(mlflow, asked);
		if ('refusal' in answer) {
			mlflow.learnt.servesHistories = false;
			return null;
		}
		for (const { run_id, value, timestamp } of parseAnswer(mlflow, asked, answer.text, historySchema).metrics) {
			found.set(run_id, [...(found.get(run_id) ?? []), { value, timestamp }]);
		}
	}
	return found;
}
