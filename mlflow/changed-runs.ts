import type { Mlflow } from './client';
import { changedTag } from './log-batch';
import { type RawRun, runPageSchema, tagsOf } from './run-schema';
import { call } from './transport';

/** What changes at a time is mostly a run or a few. */
const pageSize = 25;

/**
 * The runs of an experiment that we have written since a time, the last changed first, committed or not. What somebody else
 * changed in MLflow, or deleted, is not among them.
 * @param since milliseconds since 1970, by the clocks of those who write
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function* scanChangedRuns(mlflow: Mlflow, experimentId: string, since: number): AsyncGenerator<RawRun> {
	const from = new Date(since).toISOString();
	let page_token: string | undefined;
	do {
		const body = {
			experiment_ids: [experimentId],
			run_view_type: 'ACTIVE_ONLY',
			max_results: pageSize,
			// Of runs that change meanwhile one may come twice, and none is passed over.
			order_by: [`tags.${changedTag} DESC`],
			page_token,
		};
		const page = await call(mlflow, { method: 'POST', path: 'mlflow/runs/search', body }, runPageSchema);
		for (const run of page.runs) {
			if ((tagsOf(run)[changedTag] ?? '') < from) return;
			yield run;
		}
		page_token = page.next_page_token || undefined;
	} while (page_token !== undefined);
}
