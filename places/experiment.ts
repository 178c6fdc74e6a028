import { TipBenchError } from '../domain/errors';
import { type Rubric, rubricFaults } from '../domain/judging/rubric';
import { nameHint } from '../domain/nearest-name';
import { readMinKappa } from '../domain/ranking/agreement/min-kappa';
import type { Mlflow } from '../mlflow/client';
import { type Experiment, findExperiment, listExperiments } from '../mlflow/experiments';
import { mlflowOf } from './mlflow-of';
import type { Places } from './places';

/** An experiment in MLflow, with its rubric. */
export interface OpenExperiment {
	readonly mlflow: Mlflow;
	readonly at: { readonly experiment: string; readonly experiment_id: string };
	/** With its tags. */
	readonly experiment: Experiment;
	readonly rubric: Rubric;
}

/**
 * Finds an experiment where its newest bench says that it is, else in the MLflow that this process means.
 * @throws TipBenchError UnknownName that names the nearest one, ExperimentDeleted, MlflowUnavailable
 */
export async function findNamed(
	places: Places,
	name: string,
): Promise<{ readonly mlflow: Mlflow; readonly experiment: Experiment }> {
	const mlflow = await mlflowOf(places, name);
	return { mlflow, experiment: await findIn(mlflow, name) };
}

/**
 * Finds an experiment in an MLflow.
 * @throws TipBenchError UnknownName that names the nearest one, ExperimentDeleted, MlflowUnavailable
 */
export async function findIn(mlflow: Mlflow, name: string): Promise<Experiment> {
	const experiment = await findExperiment(mlflow, name);
	if (experiment !== null) return experiment;
	const names = (await listExperiments(mlflow)).map((each) => each.name);
	throw new TipBenchError('UnknownName', `no experiment ${name}; ${nameHint(name, names, 'MLflow has none yet')}`);
}

/**
 * Finds an experiment and the rubric it is scored by.
 * @throws TipBenchError UnknownName that names the nearest one, DataFileInvalid when its rubric has changed, MlflowUnavailable
 */
export async function openExperiment(places: Places, name: string): Promise<OpenExperiment> {
	const { mlflow, experiment } = await findNamed(places, name);
	const rubric = await rubricOfExperiment(places, experiment);
	return { mlflow, at: { experiment: name, experiment_id: experiment.id }, experiment, rubric };
}

/**
 * The rubric that an experiment is scored by, as it was when the experiment began.
 * @throws TipBenchError DataFileInvalid where it has changed since, UnknownName where it is not there
 */
export async function rubricOfExperiment(places: Places, experiment: Experiment): Promise<Rubric> {
	const rubric = await places.catalog().rubric(rubricNameOf(experiment));
	const [fault] = rubricFaults(experiment.name, experiment.tags, rubric);
	if (fault !== undefined) throw new TipBenchError('DataFileInvalid', fault);
	return rubric;
}

/** The rubric that an experiment is scored by; one of the former harness does not say. */
export function rubricNameOf({ tags }: Experiment): string {
	return tags.rubric ?? 'tip-v1';
}

/** From which agreement an auto judge may set a gate: what was asked for, or what the experiment's newest bench had. */
export function minKappaOf({ experiment }: Pick<OpenExperiment, 'experiment'>, asked?: number): number {
	return asked ?? readMinKappa(experiment.tags.min_kappa);
}
