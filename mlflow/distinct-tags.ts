import type { Mlflow } from './client';
import { tagsOf } from './run-schema';
import { filterText, scanRawRuns } from './search';

/** More values of one tag than anybody looks through. */
const mostValues = 20;

/**
 * The values that a tag has among an experiment's runs, by a request each, however large the experiment is. A value that
 * MLflow's search language cannot express ends the search.
 * @param key a plain name
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function distinctTags(mlflow: Mlflow, experimentId: string, key: string): Promise<string[]> {
	const values: string[] = [];
	const others: string[] = [`tags.${key} LIKE '%'`];
	while (values.length < mostValues) {
		const value = await firstValue(mlflow, experimentId, key, others.join(' AND '));
		if (value === undefined || values.includes(value)) break;
		values.push(value);
		const text = filterText(value);
		if (text === null) break;
		others.push(`tags.${key} != ${text}`);
	}
	return values;
}

async function firstValue(
	mlflow: Mlflow,
	experimentId: string,
	key: string,
	filter: string,
): Promise<string | undefined> {
	for await (const run of scanRawRuns(mlflow, experimentId, { filter, pageSize: 1 })) return tagsOf(run)[key];
	return undefined;
}
