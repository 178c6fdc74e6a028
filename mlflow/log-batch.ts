import { z } from 'zod';
import type { MlflowWriter } from './client';
import { call } from './transport';

/** A param or a tag. */
export interface KeyValue {
	readonly key: string;
	readonly value: string;
}

/** A measured value; `timestamp` in milliseconds since 1970. */
export interface Metric {
	readonly key: string;
	readonly value: number;
	readonly timestamp: number;
	readonly step: number;
}

/** What a run is given. MLflow writes params first, then metrics, then tags. */
export interface Batch {
	readonly params: readonly KeyValue[];
	readonly metrics: readonly Metric[];
	readonly tags: readonly KeyValue[];
}

/** MLflow's limits: 100 params, 100 tags, 1,000 metrics and 1 MB a request; with room for the frame and one tag more. */
const mostPairs = 99;
const mostBytes = 900_000;

/**
 * The tag that says when we wrote a run last, ISO 8601: by it a reader who has all runs finds those that have changed
 * since, as MLflow itself does not tell.
 */
export const changedTag = 'changed_at';

/**
 * Writes params, metrics and tags, in as many requests as MLflow's limits ask for. Writing the same again changes
 * nothing. Not atomic.
 * @throws TipBenchError MlflowUnavailable; MlflowRefused, among others when a param would change
 */
export async function logBatch(mlflow: MlflowWriter, runId: string, batch: Batch): Promise<void> {
	for (const part of splitBatch(batch)) {
		mlflow.written.requests += 1;
		// Before the others, so that the last tag of a batch stays the last one.
		const tags = [{ key: changedTag, value: new Date().toISOString() }, ...part.tags];
		const body = { run_id: runId, ...part, tags };
		await call(mlflow, { method: 'POST', path: 'mlflow/runs/log-batch', body }, z.unknown());
	}
}

/** Params or tags by their key, as MLflow takes them. */
export function pairsOf(values: Readonly<Record<string, string | number | boolean>>): KeyValue[] {
	return Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
}

/** A batch of tags alone. */
export function tagBatch(tags: Readonly<Record<string, string>>): Batch {
	return { params: [], metrics: [], tags: pairsOf(tags) };
}

/** A batch in parts that MLflow takes: params and metrics in the first ones, tags filled up behind. */
export function splitBatch({ params, metrics, tags }: Batch): Batch[] {
	const parts: Batch[] = [];
	let part: { params: KeyValue[]; metrics: Metric[]; tags: KeyValue[] } = { params: [], metrics: [], tags: [] };
	let bytes = 0;
	const add = (kind: 'params' | 'metrics' | 'tags', item: KeyValue | Metric) => {
		const size = Buffer.byteLength(JSON.stringify(item)) + 1;
		if (part[kind].length === mostPairs || bytes + size > mostBytes) {
			parts.push(part);
			part = { params: [], metrics: [], tags: [] };
			bytes = 0;
		}
		(part[kind] as (KeyValue | Metric)[]).push(item);
		bytes += size;
	};
	for (const param of params) add('params', param);
	for (const metric of metrics) add('metrics', metric);
	for (const tag of tags) add('tags', tag);
	return [...parts, part];
}
