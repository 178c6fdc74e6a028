import { createHash } from 'node:crypto';
import { z } from 'zod';

/** MLflow writes infinite and undefined numbers as text. */
const number = z.union([z.number(), z.string().transform(Number)]);
const pair = z.object({ key: z.string(), value: z.string().default('') });

/** A run as MLflow's REST interface gives it. */
export const runSchema = z.object({
	info: z.object({
		run_id: z.string(),
		experiment_id: z.string(),
		run_name: z.string().default(''),
		status: z.string().optional(),
		start_time: number.optional(),
		end_time: number.optional(),
		lifecycle_stage: z.string().default('active'),
		artifact_uri: z.string().default(''),
	}),
	data: z
		.object({
			tags: z.array(pair).default([]),
			params: z.array(pair).default([]),
			metrics: z.array(z.object({ key: z.string(), value: number, step: number.default(0) })).default([]),
		})
		.default({ tags: [], params: [], metrics: [] }),
});

export const oneRunSchema = z.object({ run: runSchema });
export const runPageSchema = z.object({ runs: z.array(runSchema).default([]), next_page_token: z.string().optional() });

/** @see runSchema */
export type RawRun = z.infer<typeof runSchema>;

/** A run has some forty tags, and several ask for them. */
const tagsByRun = new WeakMap<RawRun, Readonly<Record<string, string>>>();

/** The tags of a run by their key. */
export function tagsOf(run: RawRun): Readonly<Record<string, string>> {
	const known = tagsByRun.get(run);
	if (known !== undefined) return known;
	const tags = Object.fromEntries(run.data.tags.map(({ key, value }) => [key, value]));
	tagsByRun.set(run, tags);
	return tags;
}

/** A number that is another one where anything of the run is. */
export function contentOf(run: RawRun): number {
	return createHash('sha256').update(JSON.stringify(run)).digest().readUIntBE(0, 6);
}

/** The latest values of a run's metrics by name. */
export function metricsOf(run: RawRun): Record<string, number> {
	return Object.fromEntries(run.data.metrics.map(({ key, value }) => [key, value]));
}
