import type { Mlflow } from './client';
import { runPageSchema, tagsOf } from './run-schema';
import { filterText } from './search';
import { call } from './transport';

/**
 * When a judge scored the latest runs, in milliseconds since 1970, the latest first.
 * @param experimentIds where to look
 * @param most how many
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function judgedTimes(
	mlflow: Mlflow,
	experimentIds: readonly string[],
	by: string,
	most: number,
): Promise<number[]> {
	const name = filterText(by);
	if (name === null || experimentIds.length === 0) return [];
	const body = {
		experiment_ids: experimentIds,
		filter: `tags.judged_by = ${name}`,
		run_view_type: 'ACTIVE_ONLY',
		max_results: most,
		order_by: ['tags.judged_at DESC'],
	};
	const { runs } = await call(mlflow, { method: 'POST', path: 'mlflow/runs/search', body }, runPageSchema);
	return runs.map((run) => Date.parse(tagsOf(run).judged_at ?? '')).filter((time) => Number.isFinite(time));
}
