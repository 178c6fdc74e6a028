import { z } from 'zod';
import { callMlflow, type Mlflow } from './client';
import { toPairs } from './pairs';

/** What is written into a run at once. */
export interface Batch {
	readonly params?: Readonly<Record<string, string>>;
	readonly metrics: Readonly<Record<string, number>>;
	readonly tags: Readonly<Record<string, string>>;
	/** Milliseconds since 1970, for the metrics. */
	readonly timestamp: number;
	/** For the metrics: of several values the one with the largest step is the latest. */
	readonly step: number;
	/** Tags that are written only after all else has been. */
	readonly commit: Readonly<Record<string, string>>;
}

/** MLflow takes 100 tags and 1 MB a batch; a character can take 4 bytes, and more where JSON escapes it. */
const tagsAtOnce = 90;
const charactersAtOnce = 100_000;

/**
 * Writes a batch; MLflow writes params, then metrics, then tags, in their order, so the commit tags come last.
 * @throws MlflowError
 */
export async function logBatch(mlflow: Mlflow, runId: string, batch: Batch): Promise<void> {
	const { timestamp, step, params = {}, metrics } = batch;
	const asPairs = toPairs(metrics).map((metric) => ({ ...metric, timestamp, step }));
	const groups = tagGroups(toPairs(batch.tags));
	for (const [at, tags] of groups.entries()) {
		const isLast = at === groups.length - 1;
		const body = {
			run_id: runId,
			tags: isLast ? [...tags, ...toPairs(batch.commit)] : tags,
			...(isLast ? { params: toPairs(params), metrics: asPairs } : {}),
		};
		const asked = { method: 'POST', path: '/runs/log-batch', body, what: `fill run ${runId}` } as const;
		await callMlflow(mlflow, asked, z.object({}));
	}
}

function tagGroups<T extends { value: string }>(tags: readonly T[]): T[][] {
	const groups: T[][] = [[]];
	let characters = 0;
	for (const tag of tags) {
		const last = groups.at(-1) ?? [];
		characters += tag.value.length;
		if (last.length < tagsAtOnce && characters <= charactersAtOnce) {
			last.push(tag);
			continue;
		}
		groups.push([tag]);
		characters = tag.value.length;
	}
	return groups;
}
