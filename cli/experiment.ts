import { createCatalog } from '../catalog/catalog';
import { TipBenchError } from '../domain/errors';
import { type Rubric, rubricFaults } from '../domain/judging/rubric';
import { nameHint } from '../domain/nearest-name';
import { dataDir } from '../machine/folders';
import type { Mlflow } from '../mlflow/client';
import { type Experiment, findExperiment, listExperiments } from '../mlflow/experiments';
import { mlflowOf } from './mlflow-of';

/** The data files that this command reads. */
export function openCatalog() {
	return createCatalog(dataDir(process.env));
}

/** An experiment in MLflow, with its rubric. */
export interface OpenExperiment {
	readonly mlflow: Mlflow;
	readonly at: { readonly experiment: string; readonly experiment_id: string };
	/** With its tags. */
	readonly experiment: Experiment;
	readonly rubric: Rubric;
}

/**
 * Finds an experiment where its newest bench says that it is, else in the MLflow that this command means.
 * @throws TipBenchError UnknownName that names the nearest one, ExperimentDeleted, MlflowUnavailable
 */
export async function findNamed(name: string): Promise<{ readonly mlflow: Mlflow; readonly experiment: Experiment }> {
	const mlflow = await mlflowOf(name);
	const experiment = await findExperiment(mlflow, name);
	if (experiment !== null) return { mlflow, experiment };
	const names = (await listExperiments(mlflow)).map((each) => each.name);
	throw new TipBenchError('UnknownName', `no experiment ${name}; ${nameHint(name, names, 'MLflow has none yet')}`);
}

/**
 * Finds an experiment and the rubric it is scored by.
 * @throws TipBenchError UnknownName that names the nearest one, DataFileInvalid when its rubric has changed, MlflowUnavailable
 */
export async function openExperiment(name: string): Promise<OpenExperiment> {
	const { mlflow, experiment } = await findNamed(name);
	const rubric = await openCatalog().rubric(rubricNameOf(experiment));
	const [fault] = rubricFaults(name, experiment.tags, rubric);
	if (fault !== undefined) throw new TipBenchError('DataFileInvalid', fault);
	return { mlflow, at: { experiment: name, experiment_id: experiment.id }, experiment, rubric };
}

/** The rubric that an experiment is scored by; one of the former harness does not say. */
export function rubricNameOf({ tags }: Experiment): string {
	return tags.rubric ?? 'tip-v1';
}
