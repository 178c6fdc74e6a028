import { TipBenchError } from '../../domain/errors';
import { type Mlflow, withSignal } from '../../mlflow/client';
import { type Experiment, listExperiments } from '../../mlflow/experiments';
import { revisionOf } from '../../mlflow/revision';
import { findIn } from '../../places/experiment';
import { mlflowOf } from '../../places/mlflow-of';
import type { Places } from '../../places/places';
import { oneFlight } from './one-flight';

/** An experiment as MLflow has it now, without its runs. */
export interface ExperimentNow {
	readonly mlflow: Mlflow;
	/** With its tags. */
	readonly experiment: Experiment;
	/** Another one after each change of its runs, see `mlflow/revision.ts`, or of its limits. */
	readonly revision: string;
	/** When it was looked at, before it was asked for: milliseconds since 1970. */
	readonly at: number;
}

/**
 * Looks at an experiment: one request for all who ask at once, about whichever.
 * @throws TipBenchError UnknownName that names the nearest one, ExperimentDeleted, MlflowUnavailable
 */
export type LookAt = (name: string) => Promise<ExperimentNow>;

/** A bench rarely begins in another MLflow than the one before it on the same experiment: milliseconds. */
const placeKeptMs = 30_000;

/** Nobody waits longer for an MLflow that takes a request and does not answer it: milliseconds. */
const patienceMs = 10_000;

/** MLflow serves one thing at a time: it has as long for others as for this, but nobody waits longer for that. */
const mostRestMs = 50;

/** So many names are remembered; whoever asks chooses them. */
const mostNames = 500;

/** @param clock milliseconds since 1970 */
export function createLookAt(places: Places, clock: () => number): LookAt {
	const found = new Map<string, { readonly at: number; readonly mlflow: Promise<Mlflow> }>();
	const flights = new Map<string, () => Promise<ExperimentNow>>();
	const lists = new Map<string, ExperimentList>();
	const mlflowFor = (name: string): Promise<Mlflow> => {
		const known = found.get(name);
		if (known !== undefined && clock() - known.at < placeKeptMs) return known.mlflow;
		const mlflow = mlflowOf(places, name);
		// Where Temporal is away that takes seconds, for which nobody waits twice.
		remember(found, name, { at: clock(), mlflow: known === undefined ? mlflow : known.mlflow });
		mlflow.then(
			() => remember(found, name, { at: clock(), mlflow }),
			() => found.delete(name),
		);
		return known === undefined ? mlflow : known.mlflow;
	};
	const nowOf = (mlflow: Mlflow, experiment: Experiment, at: number): ExperimentNow => {
		// Limits are tags too, which a bench sets when it is planned: what follows from them is another then.
		const { judge_delta = '', min_kappa = '' } = experiment.tags;
		const revision = [revisionOf(experiment), judge_delta, min_kappa].join('|');
		return { mlflow, experiment, revision, at };
	};
	const listFor = (mlflow: Mlflow): ExperimentList => {
		const known = lists.get(mlflow.url);
		if (known !== undefined) return known;
		const list: ExperimentList = { isLong: false, ask: oneFlight(() => listNow(mlflow), mostRestMs) };
		remember(lists, mlflow.url, list);
		return list;
	};
	const listNow = async (mlflow: Mlflow) => {
		const at = clock();
		const all = await patiently(mlflow, listExperiments);
		listFor(mlflow).isLong = all.length > mostListed;
		return { at, byName: new Map(all.map((each) => [each.name, each])) };
	};
	const askByName = async (name: string): Promise<ExperimentNow> => {
		const mlflow = await mlflowFor(name);
		const at = clock();
		return nowOf(mlflow, await patiently(mlflow, (patient) => findIn(patient, name)), at);
	};
	return async (name) => {
		const mlflow = await mlflowFor(name);
		const list = listFor(mlflow);
		if (!list.isLong) {
			const { at, byName } = await list.ask();
			const experiment = byName.get(name);
			if (experiment !== undefined) return nowOf(mlflow, experiment, at);
		}
		// What is in no list was deleted, or never was: this says which.
		const flight = flights.get(name) ?? oneFlight(() => askByName(name), mostRestMs);
		remember(flights, name, flight);
		return flight();
	};
}

/** All experiments of an MLflow that are not deleted: as quick to ask for as one, where they are few. */
interface ExperimentList {
	/** Whether they are so many that one alone is quicker. */
	isLong: boolean;
	readonly ask: () => Promise<{ readonly at: number; readonly byName: ReadonlyMap<string, Experiment> }>;
}

/** So many take MLflow as long as a few single ones. */
const mostListed = 200;

/** The one that was used longest ago goes. */
function remember<T>(known: Map<string, T>, name: string, value: T): void {
	known.delete(name);
	known.set(name, value);
	const [oldest] = known.keys();
	if (known.size > mostNames && oldest !== undefined) known.delete(oldest);
}

async function patiently<T>(mlflow: Mlflow, ask: (mlflow: Mlflow) => Promise<T>): Promise<T> {
	const late = AbortSignal.timeout(patienceMs);
	try {
		return await ask(withSignal(mlflow, late));
	} catch (error) {
		if (error !== late.reason) throw error;
		const why = `MLflow at ${mlflow.url} takes requests but has not answered one for ${patienceMs / 1_000} s. See its log, and start it again.`;
		throw new TipBenchError('MlflowUnavailable', why);
	}
}
