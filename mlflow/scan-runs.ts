import type { RecordedRun } from '../domain/recorded-run';
import type { Mlflow } from './client';
import { recordedRunOf, textsIn } from './read-run';
import { type RawRun, runPageSchema } from './run-schema';
import { call } from './transport';

/** @see scanRuns */
export interface ScanOptions {
	/** In MLflow's search language; must not speak of what changes while the scan goes on, such as `judge_pending`. */
	readonly filter?: string;
	/** Runs a request, 1–500: 500 runs with their texts are about 7 MB. */
	readonly pageSize?: number;
}

/**
 * The committed runs of an experiment, the oldest first.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function* scanRuns(
	mlflow: Mlflow,
	experimentId: string,
	options: ScanOptions = {},
): AsyncGenerator<RecordedRun> {
	for await (const raw of scanRawRuns(mlflow, experimentId, options)) {
		const run = recordedRunOf(raw);
		if (run !== null) yield run;
	}
}

/**
 * As {@link scanRuns}, with texts of each run, at no further request.
 * @param names of the texts; those that a run does not have are left out
 * @throws TipBenchError RunDamaged, MlflowUnavailable, MlflowRefused
 */
export async function* scanRunTexts(
	mlflow: Mlflow,
	experimentId: string,
	names: readonly string[],
	options: ScanOptions = {},
): AsyncGenerator<{ readonly run: RecordedRun; readonly texts: Record<string, string> }> {
	for await (const raw of scanRawRuns(mlflow, experimentId, options)) {
		const run = recordedRunOf(raw);
		if (run !== null) yield { run, texts: textsIn(raw, names) };
	}
}

/**
 * All runs that are not deleted, committed or not. A page begins at the last one's start time, not at an offset (which
 * MLflow's page tokens are), so that runs made, changed or deleted meanwhile make it skip none.
 */
export async function* scanRawRuns(
	mlflow: Mlflow,
	experimentId: string,
	{ filter, pageSize = 500 }: ScanOptions = {},
): AsyncGenerator<RawRun> {
	// No experiment yet, as in a dry run: MLflow would be asked for nothing.
	if (experimentId === '') return;
	const seen = new Set<string>();
	let from: number | undefined;
	let token: string | undefined;
	for (;;) {
		const since = from === undefined ? [] : [`attributes.start_time >= ${from}`];
		const page = await searchRuns(mlflow, experimentId, [...since, ...(filter ? [filter] : [])], pageSize, token);
		for (const run of page.runs) {
			if (!seen.has(run.info.run_id)) yield run;
			seen.add(run.info.run_id);
		}
		if (page.runs.length < pageSize || !page.next_page_token) return;
		const last = page.runs.at(-1)?.info.start_time;
		// A whole page of one start time can only be passed with MLflow's own token.
		token = last === from || last === undefined ? page.next_page_token : undefined;
		from = last;
	}
}

/** A value in quotes for a filter, or `null` when the search language cannot express it. */
export function quoted(value: string): string | null {
	if (!value.includes("'")) return `'${value}'`;
	return value.includes('"') ? null : `"${value}"`;
}

function searchRuns(
	mlflow: Mlflow,
	experimentId: string,
	filters: readonly string[],
	pageSize: number,
	token: string | undefined,
) {
	const body = {
		experiment_ids: [experimentId],
		filter: filters.join(' AND '),
		run_view_type: 'ACTIVE_ONLY',
		max_results: pageSize,
		order_by: ['attributes.start_time ASC', 'attributes.run_id ASC'],
		page_token: token,
	};
	return call(mlflow, { method: 'POST', path: 'mlflow/runs/search', body }, runPageSchema);
}
