import { z } from 'zod';
import type { Mlflow, MlflowWriter } from './client';
import { emptyRun } from './empty-run';
import type { RawRun } from './run-schema';
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
	return emptyRun(mlflow, experimentId, { name: name.slice(0, 250), at, tags: { kind, ...tags } });
}

/** Ends it. @param at milliseconds since 1970. @throws TipBenchError MlflowUnavailable or MlflowRefused */
export async function endKindRun(mlflow: MlflowWriter, runId: string, at: number): Promise<void> {
	mlflow.written.requests += 1;
	const body = { run_id: runId, status: 'FINISHED', end_time: at };
	await call(mlflow, { method: 'POST', path: 'mlflow/runs/update', body }, z.unknown());
}

/** Takes it back. @throws TipBenchError MlflowUnavailable or MlflowRefused */
export async function deleteKindRun(mlflow: Mlflow, runId: string): Promise<void> {
	await call(mlflow, { method: 'POST', path: 'mlflow/runs/delete', body: { run_id: runId } }, z.unknown());
}
