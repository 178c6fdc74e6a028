import { callMlflow } from '../../testbed/raw-mlflow';
import { plannedCellName } from './bench-config';

/** A committed run, read from MLflow's own API without any of our code. */
export interface CommittedRun {
	readonly run_id: string;
	readonly cell_key: string;
	/** As `cellName` names it. */
	readonly cell: string;
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
			found.push({ run_id: info.run_id, cell_key: tags.cell_key ?? '', cell: cellOf(asRecord(data.params)) });
		}
		page_token = page.next_page_token || undefined;
	} while (page_token !== undefined);
	return found;
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
