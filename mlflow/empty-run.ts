import type { Mlflow } from './client';
import { pairsOf } from './log-batch';
import { oneRunSchema, type RawRun } from './run-schema';
import { call } from './transport';

/** What a run has from its beginning on. */
export interface Born {
	readonly name: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly tags: Readonly<Record<string, string | number>>;
}

/**
 * Makes a run with nothing in it but these tags.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function emptyRun(mlflow: Mlflow, experimentId: string, { name, at, tags }: Born): Promise<RawRun> {
	const body = { experiment_id: experimentId, run_name: name, start_time: at, tags: pairsOf(tags) };
	return (await call(mlflow, { method: 'POST', path: 'mlflow/runs/create', body }, oneRunSchema)).run;
}
