import { TipBenchError } from '../../domain/errors';
import type { Rubric } from '../../domain/judging/rubric';
import { scoreNames } from '../../domain/judging/rubric';
import { readMinKappa } from '../../domain/ranking/agreement/min-kappa';
import { adminFolder } from '../../http/access/secret-files';
import type { RawRun } from '../../mlflow/run-schema';
import { runsById } from '../../mlflow/search';
import { rubricOfExperiment } from '../../places/experiment';
import type { ServerContext } from '../context';
import type { JobRunner, RankedPlace } from '../jobs/job';
import { createJobRunner } from '../jobs/job-runner';
import { createLookAt, type ExperimentNow, type LookAt } from '../kept/experiment-now';
import { createKept, type Kept, placeOf } from '../kept/kept';
import { createItemIds, type ItemIds } from '../sitting/item-id';
import { itemKey } from '../sitting/item-key';
import { createTurns } from '../turns';

/** Readings of texts at once. */
const mostReadings = 2;

/** What the routes about experiments share; one for the life of a server. */
export interface ExperimentDesk {
	readonly lookAt: LookAt;
	readonly kept: Kept;
	readonly jobs: JobRunner;
	/**
	 * Some runs with their texts, by id, as MLflow has them now: a few readings at once, since each keeps it from saying whether
	 * what is kept still holds.
	 * @param signal of the one who asked, where it is for nobody else
	 */
	textsOf(now: ExperimentNow, ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, RawRun>>;
	/** @throws TipBenchError DataFileInvalid where the rubric has changed since the experiment began, UnknownName */
	rubricOf(now: ExperimentNow): Promise<Rubric>;
	/** The names of an experiment's scores; none where its rubric is not there any more, or is another. */
	scoreNamesOf(now: ExperimentNow): Promise<string[]>;
	/** An experiment as it is ranked. @param minKappa asked for; else as its newest bench had it */
	ranked(now: ExperimentNow, minKappa?: number): Promise<RankedPlace>;
	/** @throws MachineError FileUnwritable */
	itemIds(): Promise<ItemIds>;
}

/** @param runner of jobs; one of its own unless given */
export function createDesk(
	{ places, now, ending }: Pick<ServerContext, 'places' | 'now' | 'ending'>,
	runner?: JobRunner,
): ExperimentDesk {
	const jobs = runner ?? createJobRunner(places.env);
	ending.addEventListener('abort', () => void jobs.close(), { once: true });
	let ids: Promise<ItemIds> | null = null;
	const readings = createTurns(mostReadings);
	const rubricOf = ({ experiment }: ExperimentNow) => rubricOfExperiment(places, experiment);
	return {
		...{ jobs, rubricOf, lookAt: createLookAt(places, now), kept: createKept({ jobs, now }) },
		textsOf: ({ mlflow, experiment }, wanted, signal = ending) =>
			readings.take(signal, () => runsById(mlflow, experiment.id, wanted)),
		async scoreNamesOf(at) {
			try {
				return scoreNames(await rubricOf(at));
			} catch (error) {
				if (error instanceof TipBenchError) return [];
				throw error;
			}
		},
		async ranked(at, minKappa = readMinKappa(at.experiment.tags.min_kappa)) {
			return { ...placeOf(at), rubric: await rubricOf(at), minKappa };
		},
		itemIds() {
			ids ??= itemKey(adminFolder(places.env)).then(createItemIds);
			ids.catch(() => {
				ids = null;
			});
			return ids;
		},
	};
}
