import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { callMlflow, type Mlflow } from './client';
import { MlflowError } from './errors';
import { pairsSchema, toPairs } from './pairs';

/** An experiment that is not deleted. */
export interface Experiment {
	readonly id: string;
	readonly name: string;
	readonly tags: Readonly<Record<string, string>>;
}

const experimentSchema = z.object({
	experiment_id: z.string(),
	name: z.string(),
	lifecycle_stage: z.string().default('active'),
	tags: pairsSchema(z.string()),
});

/**
 * An experiment by name, or `null` where there is none.
 * @throws TipBenchError ExperimentDeleted with how to restore it; what the client throws
 */
export async function findExperiment(mlflow: Mlflow, name: string): Promise<Experiment | null> {
	const path = `/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
	try {
		const asked = { method: 'GET', path, what: `find the experiment ${name}` } as const;
		const { experiment } = await callMlflow(mlflow, asked, z.object({ experiment: experimentSchema }));
		const { experiment_id: id, lifecycle_stage, tags } = experiment;
		if (lifecycle_stage === 'deleted') throw deleted(name, id);
		return { id, name, tags };
	} catch (error) {
		if (error instanceof MlflowError && error.answerCode === 'RESOURCE_DOES_NOT_EXIST') return null;
		throw error;
	}
}

/**
 * The experiment of this name, made where there is none; tags that it lacks are set, others stay as they are.
 * @throws TipBenchError ExperimentDeleted; what the client throws
 */
export async function ensureExperiment(
	mlflow: Mlflow,
	name: string,
	tags: Readonly<Record<string, string>>,
): Promise<Experiment> {
	const found = (await findExperiment(mlflow, name)) ?? (await createExperiment(mlflow, name, tags));
	const missing = Object.entries(tags).filter(([key]) => found.tags[key] === undefined);
	for (const [key, value] of missing) {
		const body = { experiment_id: found.id, key, value };
		const asked = {
			method: 'POST',
			path: '/experiments/set-experiment-tag',
			body,
			what: `tag the experiment ${name}`,
		} as const;
		await callMlflow(mlflow, asked, z.object({}));
	}
	return { ...found, tags: { ...tags, ...found.tags } };
}

async function createExperiment(
	mlflow: Mlflow,
	name: string,
	tags: Readonly<Record<string, string>>,
): Promise<Experiment> {
	const body = { name, tags: toPairs(tags) };
	try {
		const asked = { method: 'POST', path: '/experiments/create', body, what: `make the experiment ${name}` } as const;
		const { experiment_id: id } = await callMlflow(mlflow, asked, z.object({ experiment_id: z.string() }));
		return { id, name, tags };
	} catch (error) {
		if (!(error instanceof MlflowError) || error.answerCode !== 'RESOURCE_ALREADY_EXISTS') throw error;
		// Another bench has made it meanwhile.
		const found = await findExperiment(mlflow, name);
		if (found === null) throw error;
		return found;
	}
}

/** All experiments that are not deleted; at most the newest thousand. */
export async function listExperiments(mlflow: Mlflow): Promise<Experiment[]> {
	const asked = {
		method: 'POST',
		path: '/experiments/search',
		body: { max_results: 1000 },
		what: 'list experiments',
	} as const;
	const { experiments } = await callMlflow(
		mlflow,
		asked,
		z.object({ experiments: z.array(experimentSchema).default([]) }),
	);
	return experiments.map(({ experiment_id: id, name, tags }) => ({ id, name, tags }));
}

function deleted(name: string, id: string): TipBenchError {
	const remedy = `restore it (\`mlflow experiments restore --experiment-id ${id}\`), or use another name`;
	return new TipBenchError('ExperimentDeleted', `experiment ${name} was deleted in MLflow; ${remedy}`);
}
