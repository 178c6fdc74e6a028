import { callMlflow } from '../../testbed/raw-mlflow';
import { plannedCellName } from './bench-config';

/** A committed run, read from MLflow's own API without any of our code. */
export interface CommittedRun {
	readonly run_id: string;
	readonly cell_key: string;
	/** As `cellName` names it. */
	readonly cell: string;
	/** What the auto judge sees of it; `null` where there is nothing to judge. */
	readonly item: string | null;
	/** `waiting` for the auto judge, `scored` by it, `unscored`: it could not; or it has none to wait for. */
	readonly auto: 'waiting' | 'scored' | 'unscored' | 'none';
}

interface Page {
	readonly runs?: readonly {
		readonly info: { readonly run_id: string };
		readonly data: { readonly tags?: readonly Pair[]; readonly params?: readonly Pair[] };
	}[];
	readonly next_page_token?: string;
}

interface Pair {
	readonly key: string;
	readonly value: string;
}

/** All committed runs of an experiment: those with the tag `committed`. Deleted runs do not count. */
export async function committedRuns(mlflowUrl: string, experiment: string): Promise<CommittedRun[]> {
	const found: CommittedRun[] = [];
	const experiment_ids = await idsOf(mlflowUrl, experiment);
	if (experiment_ids.length === 0) return [];
	let page_token: string | undefined;
	do {
		const body = { experiment_ids, max_results: 500, page_token };
		const page: Page = await callMlflow<Page>('runs/search', body, mlflowUrl);
		for (const { info, data } of page.runs ?? []) {
			const tags = asRecord(data.tags);
			if (tags.committed !== 'true') continue;
			const cell = cellOf(asRecord(data.params));
			const { cell_key = '' } = tags;
			found.push({ run_id: info.run_id, cell_key, cell, item: itemIn(tags), auto: autoIn(tags) });
		}
		page_token = page.next_page_token || undefined;
	} while (page_token !== undefined);
	return found;
}

/** Scenario and candidates, as they are compared with what the judge was asked. */
export function itemKey(scenario: string, candidates: readonly string[]): string {
	return JSON.stringify([scenario, candidates]);
}

function itemIn(tags: Record<string, string>): string | null {
	const candidates = JSON.parse(tags['artifact:candidates.json'] ?? '[]') as string[];
	if (tags.invalid !== undefined || candidates.length === 0) return null;
	return itemKey((JSON.parse(tags['artifact:context.json'] ?? '{}') as { name: string }).name, candidates);
}

function autoIn({ auto_pending: pending, auto_unscored: unscored, auto_judged_by: by }: Record<string, string>) {
	if (unscored !== undefined) return 'unscored';
	if (pending === 'true') return 'waiting';
	return by === undefined ? 'none' : 'scored';
}

/** How many values a metric of a run has ever had. */
export async function timesLogged(mlflowUrl: string, runId: string, metric: string): Promise<number> {
	const query = `run_id=${runId}&metric_key=${metric}`;
	const answer = await fetch(`${mlflowUrl}/api/2.0/mlflow/metrics/get-history?${query}`);
	return ((await answer.json()) as { metrics?: unknown[] }).metrics?.length ?? 0;
}

/** One id, or none where the bench has not come to make its experiment. */
async function idsOf(mlflowUrl: string, experiment: string): Promise<string[]> {
	const body = { filter: `name = '${experiment}'`, max_results: 1 };
	const { experiments = [] } = await callMlflow<{ experiments?: { experiment_id: string }[] }>(
		'experiments/search',
		body,
		mlflowUrl,
	);
	return experiments.map(({ experiment_id }) => experiment_id);
}

/** A run that says less than which cell it is of is of no cell that was planned. */
function cellOf({ model = '?', prompt_version = '?', scenario = '?', repeat }: Record<string, string>): string {
	return plannedCellName(model, prompt_version, scenario, Number(repeat ?? 0));
}

function asRecord(pairs: readonly Pair[] = []): Record<string, string> {
	return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}
