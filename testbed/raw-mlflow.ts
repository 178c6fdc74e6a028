import { testStack } from './stack';

/** A run as MLflow's own API gives it, read without any of our code. */
export interface SeenRun {
	readonly info: {
		readonly run_id: string;
		readonly run_name: string;
		readonly status: string;
		readonly start_time: number;
	};
	readonly tags: Readonly<Record<string, string>>;
	readonly params: Readonly<Record<string, string>>;
	readonly metrics: Readonly<Record<string, number>>;
}

interface Pair<T> {
	readonly key: string;
	readonly value: T;
}

/** Calls MLflow's REST API. */
export async function callMlflow<T>(path: string, body: unknown, url = testStack().mlflow): Promise<T> {
	const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	return (await answer.json()) as T;
}

/** An experiment's id. */
export async function experimentId(name: string, url = testStack().mlflow): Promise<string> {
	const query = `experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
	const answer = await fetch(`${url}/api/2.0/mlflow/${query}`);
	const { experiment } = (await answer.json()) as { experiment: { experiment_id: string } };
	return experiment.experiment_id;
}

/** All runs of an experiment, committed or not. */
export async function rawRuns(experiment: string, url = testStack().mlflow): Promise<SeenRun[]> {
	const body = { experiment_ids: [await experimentId(experiment, url)], max_results: 1000 };
	const { runs = [] } = await callMlflow<{ runs?: { info: SeenRun['info']; data: Record<string, Pair<never>[]> }[] }>(
		'runs/search',
		body,
		url,
	);
	const record = (pairs: Pair<never>[] = []) => Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
	return runs.map(({ info, data }) => ({
		info,
		tags: record(data.tags),
		params: record(data.params),
		metrics: record(data.metrics),
	}));
}
