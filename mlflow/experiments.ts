import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import type { Mlflow } from './client';
import { mlflowRefusal } from './refusal';
import { call, type MlflowRequest, named, parseAnswer, send } from './transport';

const experimentSchema = z.object({
	experiment_id: z.string(),
	name: z.string(),
	lifecycle_stage: z.string(),
	tags: z.array(z.object({ key: z.string(), value: z.string().default('') })).default([]),
});
const oneSchema = z.object({ experiment: experimentSchema });
const pageSchema = z.object({
	experiments: z.array(experimentSchema).default([]),
	next_page_token: z.string().optional(),
});

/** An MLflow experiment. */
export interface Experiment {
	readonly id: string;
	readonly name: string;
	readonly tags: Readonly<Record<string, string>>;
}

/**
 * The experiment of a name, `null` when there is none.
 * @throws TipBenchError ExperimentDeleted, with the command that restores it; MlflowUnavailable, MlflowRefused
 */
export async function findExperiment(mlflow: Mlflow, name: string): Promise<Experiment | null> {
	const query = { experiment_name: name };
	const asked: MlflowRequest = { method: 'GET', path: 'mlflow/experiments/get-by-name', query };
	const answer = await send(mlflow, asked);
	if ('text' in answer) {
		const { experiment } = parseAnswer(mlflow, asked, answer.text, oneSchema);
		if (experiment.lifecycle_stage === 'deleted') throw deletedError(experiment.name, experiment.experiment_id);
		return experimentOf(experiment);
	}
	if (answer.refusal.code === 'RESOURCE_DOES_NOT_EXIST') return null;
	throw mlflowRefusal(mlflow.url, named(asked), answer.refusal);
}

/**
 * Sees that an experiment is there still: MLflow answers a search in a deleted one with no runs, as if it were empty.
 * @throws TipBenchError ExperimentDeleted, with the command that restores it; MlflowUnavailable, MlflowRefused
 */
export async function checkExperiment(mlflow: Mlflow, name: string, experimentId: string): Promise<void> {
	const query = { experiment_id: experimentId };
	const asked: MlflowRequest = { method: 'GET', path: 'mlflow/experiments/get', query };
	const answer = await send(mlflow, asked);
	if ('text' in answer) {
		const { experiment } = parseAnswer(mlflow, asked, answer.text, oneSchema);
		if (experiment.lifecycle_stage === 'deleted') throw deletedError(experiment.name, experimentId);
	} else if (answer.refusal.code === 'RESOURCE_DOES_NOT_EXIST') {
		throw goneError(mlflow, name, experimentId);
	} else {
		throw mlflowRefusal(mlflow.url, named(asked), answer.refusal);
	}
}

/**
 * The experiment of a name, made with these tags if there is none. When two make it at once, one does, and both get the
 * same; so compare its tags with those wanted.
 * @throws TipBenchError ExperimentDeleted, MlflowUnavailable, MlflowRefused
 */
export async function ensureExperiment(
	mlflow: Mlflow,
	name: string,
	tags: Readonly<Record<string, string>>,
): Promise<Experiment> {
	const found = await findExperiment(mlflow, name);
	if (found !== null) return found;
	const body = { name, tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
	const asked: MlflowRequest = { method: 'POST', path: 'mlflow/experiments/create', body };
	const answer = await send(mlflow, asked);
	if ('refusal' in answer && answer.refusal.code !== 'RESOURCE_ALREADY_EXISTS') {
		throw mlflowRefusal(mlflow.url, named(asked), answer.refusal);
	}
	const made = await findExperiment(mlflow, name);
	if (made !== null) return made;
	throw new TipBenchError('MlflowUnavailable', `MLflow at ${mlflow.url} lost the experiment \`${name}\` just made.`);
}

/**
 * Sets a tag of an experiment, replacing what it was.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function setExperimentTag(
	mlflow: Mlflow,
	experimentId: string,
	key: string,
	value: string,
): Promise<void> {
	const body = { experiment_id: experimentId, key, value };
	await call(mlflow, { method: 'POST', path: 'mlflow/experiments/set-experiment-tag', body }, z.unknown());
}

/**
 * All experiments that are not deleted, the last changed first.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function listExperiments(mlflow: Mlflow): Promise<Experiment[]> {
	const all: Experiment[] = [];
	let token: string | undefined;
	do {
		const body = { view_type: 'ACTIVE_ONLY', max_results: 1000, page_token: token };
		const page = await call(mlflow, { method: 'POST', path: 'mlflow/experiments/search', body }, pageSchema);
		all.push(...page.experiments.map(experimentOf));
		token = page.next_page_token || undefined;
	} while (token !== undefined);
	return all;
}

function experimentOf(raw: z.infer<typeof experimentSchema>): Experiment {
	const tags = Object.fromEntries(raw.tags.map(({ key, value }) => [key, value]));
	return { id: raw.experiment_id, name: raw.name, tags };
}

// Deleted ones keep their name, so that none can be made of it.
function deletedError(name: string, id: string): TipBenchError {
	return new TipBenchError(
		'ExperimentDeleted',
		`The experiment \`${name}\` was deleted in MLflow. Restore it with ` +
			`\`mlflow experiments restore --experiment-id ${id}\`, or use another name.`,
	);
}

function goneError(mlflow: Mlflow, name: string, id: string): TipBenchError {
	return new TipBenchError(
		'ExperimentDeleted',
		`MLflow at ${mlflow.url} has no experiment ${id} (\`${name}\`) any more. Bring its database back from a backup, or ` +
			'cancel the bench and start it again under another name.',
	);
}
