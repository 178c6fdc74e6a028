import type { WaitingRuns } from '../../domain/bench/waiting';
import { waitAtMost } from '../../machine/wait-at-most';
import type { Mlflow } from '../../mlflow/client';
import type { Experiment } from '../../mlflow/experiments';

/** What was counted of an experiment, and when. */
interface Counted {
	readonly revision: string | undefined;
	readonly pending: WaitingRuns | null;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Milliseconds that it took. */
	readonly took: number;
}

/** A count may take at most this share of the time, so that MLflow has time for others. */
const restFactor = 10;

/** One whose revision is the same is counted again after so long: not every tool raises it. */
const againMs = 300_000;

/** So long a request waits for counts; those that take longer come with a later one. Milliseconds. */
const patienceMs = 1_500;

/** What is known of the experiments' pending runs. */
interface PendingRuns {
	readonly runs: readonly WaitingRuns[];
	/** Those that were counted at all. */
	readonly counted: ReadonlySet<string>;
}

/** Counts the pending runs of experiments, each again only where something in it may have changed. */
export interface PendingCounts {
	/**
	 * @param isResting experiments whose bench is at work are not counted: nobody is asked to score them yet
	 * @throws TipBenchError MlflowUnavailable, MlflowRefused
	 */
	look(mlflow: Mlflow, isResting: (experiment: Experiment) => boolean): Promise<PendingRuns>;
}

/** What counting leans on. */
export interface PendingCountsOptions {
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** All experiments, with their tags. */
	readonly list: (mlflow: Mlflow) => Promise<readonly Experiment[]>;
	readonly count: (mlflow: Mlflow, experiment: Experiment) => Promise<WaitingRuns | null>;
}

/** Counts that live as long as the process. */
export function createPendingCounts({ now, list, count }: PendingCountsOptions): PendingCounts {
	let known = new Map<string, Counted>();
	let counting: Promise<void> = Promise.resolve();
	let isCounting = false;

	const countOne = async (mlflow: Mlflow, experiment: Experiment) => {
		const began = now();
		const pending = await count(mlflow, experiment);
		known.set(experiment.id, { revision: experiment.tags.revision, pending, at: now(), took: now() - began });
	};
	const countAll = async (mlflow: Mlflow, due: readonly Experiment[]) => {
		for (const each of due) await countOne(mlflow, each);
	};
	const isDue = ({ id, tags }: Experiment) => {
		const before = known.get(id);
		// A clock that was set back says nothing of how old it is.
		if (before === undefined || before.at > now()) return true;
		const age = now() - before.at;
		return age >= before.took * restFactor && (before.revision !== tags.revision || age >= againMs);
	};
	return {
		look: async (mlflow, isResting) => {
			const all = (await list(mlflow)).filter(isOurs);
			const there = new Set(all.map(({ id }) => id));
			known = new Map([...known].filter(([id]) => there.has(id)));
			const resting = all.filter(isResting);
			const due = resting.filter(isDue);
			if (!isCounting && due.length > 0) {
				isCounting = true;
				counting = countAll(mlflow, due).finally(() => {
					isCounting = false;
				});
				// Whoever waits hears of it; nobody may.
				counting.catch(() => undefined);
			}
			if (isCounting) await waitAtMost(patienceMs, counting);
			const counted = resting.filter(({ id }) => known.has(id));
			return {
				runs: counted.flatMap(({ id, name }) => {
					const pending = known.get(id)?.pending;
					return pending ? [{ ...pending, experiment: name }] : [];
				}),
				counted: new Set(counted.map(({ name }) => name)),
			};
		},
	};
}

/** Made by a bench, or by the former harness; others of the same MLflow are none of ours. */
function isOurs({ name, tags }: Experiment): boolean {
	return tags.rubric !== undefined || name.startsWith('tip-bench');
}
