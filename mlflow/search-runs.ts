import { z } from 'zod';
import { callMlflow, type Mlflow } from './client';
import { pairsSchema } from './pairs';

/** Runs a page: one of 500 with their texts takes about 6 MB. */
const pageSize = 500;

/** A run as MLflow's API gives it. */
export const rawRunSchema = z.object({
	info: z.object({ run_id: z.string(), start_time: z.coerce.number().default(0) }),
	data: z
		.object({ tags: pairsSchema(z.string()), params: pairsSchema(z.string()), metrics: pairsSchema(z.coerce.number()) })
		.default({ tags: {}, params: {}, metrics: {} }),
});

const pageSchema = z.object({ runs: z.array(rawRunSchema).default([]), next_page_token: z.string().default('') });

/** A run with its tags, params and latest metrics. */
export interface RawRun {
	readonly info: { readonly run_id: string; readonly start_time: number };
	readonly tags: Readonly<Record<string, string>>;
	readonly params: Readonly<Record<string, string>>;
	readonly metrics: Readonly<Record<string, number>>;
}

/** A search filter for a tag's value; none where the value cannot be quoted, so the caller looks itself too. */
export function tagIs(tag: string, value: string): string {
	if (!value.includes("'")) return `tags.${tag} = '${value}'`;
	return value.includes('"') ? '' : `tags.${tag} = "${value}"`;
}

/**
 * All runs of an experiment, page by page, oldest first. Page tokens are offsets, so a filter must not name a tag that
 * changes meanwhile.
 * @throws MlflowError
 */
export async function* searchPages(mlflow: Mlflow, experimentId: string, filter = ''): AsyncGenerator<RawRun[]> {
	// Asked for no experiment, MLflow answers as if there were no runs.
	if (experimentId === '') return;
	let page_token = '';
	do {
		const body = {
			experiment_ids: [experimentId],
			filter,
			max_results: pageSize,
			order_by: ['attributes.start_time ASC', 'attributes.run_id ASC'],
			...(page_token === '' ? {} : { page_token }),
		};
		const asked = { method: 'POST', path: '/runs/search', body, what: 'read runs' } as const;
		const page = await callMlflow(mlflow, asked, pageSchema);
		yield page.runs.map(({ info, data }) => ({ info, ...data }));
		page_token = page.next_page_token;
	} while (page_token !== '');
}
