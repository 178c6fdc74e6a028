import type { Client } from '@temporalio/client';
import { isHolderRunning, listLeases } from '../../client/leases';
import { mlflowPatienceMs } from '../../client/lost-experiment';
import {
	type AwayPart,
	type LostLease,
	type WaitingBench,
	type WaitingItem,
	type WaitingRuns,
	waitingItems,
} from '../../domain/bench/waiting';
import { TipBenchError } from '../../domain/errors';
import { expectedFailure } from '../../http/expected-failure';
import { pendingOf } from '../../judging/pending-list';
import { type Mlflow, withSignal } from '../../mlflow/client';
import { type Experiment, listExperiments } from '../../mlflow/experiments';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { keptFor } from '../kept-for';
import { type Ask, lookAtBenches, nothingSeen, type Seen } from './look-at-benches';
import { createPendingCounts } from './pending-counts';

/** How things stand, for a badge, a list and the metrics. */
export interface Standing {
	readonly items: readonly WaitingItem[];
	/** `null` while Temporal is away. */
	readonly benches: readonly WaitingBench[] | null;
	/** `null` while MLflow is away. */
	readonly runs: readonly WaitingRuns[] | null;
	readonly away: readonly AwayPart[];
}

/** One look serves all who ask within so long. Milliseconds. */
const freshMs = 3_000;

/** What waits for a person, read once for everybody. It never fails where a part is away: that is one of the things. */
export function createWaiting(context: ServerContext): () => Promise<Standing> {
	const known = nothingSeen();
	const counts = createPendingCounts({
		now: context.now,
		list: listWithin,
		count: (mlflow, experiment) => pendingOf(mlflow, experiment, null),
	});
	const look = async (): Promise<Standing> => {
		const away: AwayPart[] = [];
		const orAway = async <T>(part: AwayPart['part'], read: Promise<T>): Promise<T | null> => {
			try {
				return await read;
			} catch (error) {
				const failure = expectedFailure(error);
				if (failure === null) throw error;
				away.push({ part, since: new Date(context.parts.noteAway(part)).toISOString(), why: failure.message });
				return null;
			}
		};
		const ask: Ask = (work) => askTemporal(context, work);
		const seen = await orAway('temporal', lookThrough(ask, known, context.now()));
		const atWork = new Set((seen?.benches ?? []).filter(isAtWork).map(({ experiment }) => experiment));
		const mlflow = async () => counts.look(context.places.mlflow(), ({ name }) => !atWork.has(name));
		const pending = await orAway('mlflow', mlflow());
		const [benches, runs] = [seen?.benches ?? null, pending?.runs ?? null];
		const items = waitingItems({
			...{ benches: benches ?? [], runs, lost: seen?.lost ?? [], away },
			counted: pending?.counted ?? new Set(),
		});
		return { items, benches, runs, away };
	};
	return keptFor(freshMs, context.now, look);
}

/** @throws TipBenchError MlflowUnavailable where it does not answer within a few seconds, too */
async function listWithin(mlflow: Mlflow): Promise<Experiment[]> {
	const signal = AbortSignal.timeout(mlflowPatienceMs);
	try {
		return await listExperiments(withSignal(mlflow, signal));
	} catch (error) {
		if (!signal.aborted) throw error;
		const late = `MLflow at ${mlflow.url} has not answered within ${mlflowPatienceMs / 1000} s`;
		throw new TipBenchError('MlflowUnavailable', late, { cause: error });
	}
}

function isAtWork({ isRunning, status }: WaitingBench): boolean {
	return isRunning && status !== null && status.phase !== 'awaiting-judge';
}

async function lookThrough(ask: Ask, known: Seen, now: number) {
	const [benches, lost] = await Promise.all([lookAtBenches(ask, known, now), ask(lostLeases)]);
	return { benches, lost };
}

/** Leases whose holder does not run any more. */
async function lostLeases(client: Client): Promise<LostLease[]> {
	const leases = await listLeases(client);
	const found = await Promise.all(
		leases.map(async ({ queue, status }) => {
			const holder = status?.holder;
			if (!holder || (await isHolderRunning(client, holder.workflow))) return [];
			return [{ queue, holder: holder.workflow, since: holder.since }];
		}),
	);
	return found.flat();
}
