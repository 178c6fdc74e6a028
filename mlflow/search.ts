import type { z } from 'zod';
import { type Mlflow, withSignal } from './client';
import { type ComingPage, comingPage } from './coming-page';
import { type RawRun, runPageSchema } from './run-schema';
import { call, type MlflowRequest, parseAnswer } from './transport';

/** What every function takes that reads or writes many runs, which can take minutes. */
export interface ScanWatch {
	/** Called after each page that was read and each run that was written, with how many runs that were: a sign of life. */
	readonly onProgress?: ((runs: number) => void) | undefined;
	/** Ends it with the signal's reason. */
	readonly signal?: AbortSignal | undefined;
}

/** Which runs are read, and how many at a time. */
export interface ScanOptions extends ScanWatch {
	/**
	 * In MLflow's search language. It may speak of what changes while the scan goes on, such as `judge_pending`: a run
	 * that no longer fits is left out then, and no other for it (unless a whole page of runs began in one millisecond).
	 */
	readonly filter?: string | undefined;
	/** Only runs that began then or later: milliseconds since 1970. */
	readonly from?: number | undefined;
	/** Runs a request, 1–1000. */
	readonly pageSize?: number | undefined;
	/** Whether the next page is on its way while one is read: so where no page size is asked for. */
	readonly ahead?: boolean | undefined;
}

/**
 * A run with its texts is 10 to 30 KB. MLflow serves 10,000 of them in 45 s by pages of 100, in 39 s by pages of 250, of
 * 500 and of 1,000, and each page is in memory here and there. (To a filter on a tag MLflow looks at that tag of all its
 * runs for each page, 0.7 s for 100,000 of them: one more reason not to have many.)
 */
const usualPage = 250;

/**
 * All runs that are not deleted, committed or not, the oldest first, with a page in memory and one on its way. A page begins at the last
 * one's start time, not at an offset (which MLflow's page tokens are), so that runs made, changed or deleted meanwhile
 * make it skip none.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function* scanRawRuns(
	mlflow: Mlflow,
	experimentId: string,
	options: ScanOptions = {},
): AsyncGenerator<RawRun> {
	// No experiment yet, as in a dry run: MLflow would be asked for nothing.
	if (experimentId === '') return;
	const { filter, pageSize = mlflow.runsPerPage ?? usualPage, onProgress, signal } = options;
	// Whoever chooses how much a page holds may stop after one; else the next is on its way while one is read.
	const { ahead = options.pageSize === undefined } = options;
	const stopped = new AbortController();
	const watched = withSignal(mlflow, signal === undefined ? stopped.signal : AbortSignal.any([signal, stopped.signal]));
	const ask = ({ from, token }: Partial<PageStart>): ComingPage => {
		const since = from === undefined ? [] : [`attributes.start_time >= ${from}`];
		const asked = searchOf(experimentId, [...since, ...(filter ? [filter] : [])], pageSize, token);
		return comingPage(watched, asked, ahead ? (seen) => (seen === from ? null : ask({ from: seen })) : null);
	};
	// Of the runs that were read, only those that began when the last one did can come again.
	let start: PageStart = { from: options.from, token: undefined, again: new Set() };
	let coming = ask(start);
	try {
		for (;;) {
			const { asked, taken } = coming;
			const { text, next } = await taken();
			const page = parseAnswer(mlflow, asked, text, runPageSchema);
			onProgress?.(page.runs.length);
			const runs = page.runs.filter(({ info }) => !start.again.has(info.run_id));
			const isLast = page.runs.length < pageSize || !page.next_page_token;
			start = nextStart(start, page);
			if (ahead && !isLast) coming = next !== null && next.from === start.from ? next.page : ask(start);
			yield* runs;
			if (isLast) return;
			if (!ahead) coming = ask(start);
		}
	} finally {
		stopped.abort();
	}
}

/** Where a page begins, and which runs of it were read before. */
interface PageStart {
	readonly from: number | undefined;
	readonly token: string | undefined;
	readonly again: ReadonlySet<string>;
}

function nextStart({ from, again }: PageStart, page: z.infer<typeof runPageSchema>): PageStart {
	const last = page.runs.at(-1)?.info.start_time;
	const atLast = page.runs.filter(({ info }) => info.start_time === last).map(({ info }) => info.run_id);
	return {
		from: last ?? from,
		// A whole page of one start time can only be passed with MLflow's own token.
		token: last === from || last === undefined ? page.next_page_token : undefined,
		again: new Set(last === from ? [...again, ...atLast] : atLast),
	};
}

/** MLflow's answer to a longer question would be too large. */
const mostById = 100;

/**
 * Runs by their ids, a request for a hundred; those that were deleted, and those of other experiments, are left out.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function runsById(
	mlflow: Mlflow,
	experimentId: string,
	ids: readonly string[],
): Promise<Map<string, RawRun>> {
	const found = new Map<string, RawRun>();
	for (let at = 0; at < ids.length; at += mostById) {
		const quoted = ids.slice(at, at + mostById).filter((id) => /^\w+$/.test(id));
		if (quoted.length === 0) continue;
		const filter = `attributes.run_id IN (${quoted.map((id) => `'${id}'`).join(', ')})`;
		const page = await searchRuns(mlflow, experimentId, [filter], mostById, undefined);
		for (const run of page.runs) found.set(run.info.run_id, run);
	}
	return found;
}

/**
 * Runs of several experiments that fit a filter, the oldest first; at most a thousand.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function runsAcross(
	mlflow: Mlflow,
	experimentIds: readonly string[],
	filter: string,
): Promise<readonly RawRun[]> {
	if (experimentIds.length === 0) return [];
	return (await searchRuns(mlflow, experimentIds, [filter], 1_000, undefined)).runs;
}

function searchRuns(
	mlflow: Mlflow,
	experiments: string | readonly string[],
	filters: readonly string[],
	pageSize: number,
	token: string | undefined,
) {
	return call(mlflow, searchOf(experiments, filters, pageSize, token), runPageSchema);
}

function searchOf(
	experiments: string | readonly string[],
	filters: readonly string[],
	pageSize: number,
	token: string | undefined,
): MlflowRequest {
	const body = {
		experiment_ids: [experiments].flat(),
		filter: filters.join(' AND '),
		run_view_type: 'ACTIVE_ONLY',
		max_results: pageSize,
		order_by: ['attributes.start_time ASC', 'attributes.run_id ASC'],
		page_token: token,
	};
	return { method: 'POST', path: 'mlflow/runs/search', body };
}

/** A value in quotes for a filter, or `null` when the search language cannot express it. */
export function filterText(value: string): string | null {
	if (!value.includes("'")) return `'${value}'`;
	return value.includes('"') ? null : `"${value}"`;
}
