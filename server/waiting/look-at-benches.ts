import type { Client } from '@temporalio/client';
import { benchFailure } from '../../client/bench-failure';
import { hasWorker, type ListedBench, listBenches, queryStatus } from '../../client/temporal';
import type { BenchWorkflow } from '../../contracts/workflows';
import { benchQueue } from '../../contracts/workflows';
import type { Status } from '../../domain/bench/status';
import type { WaitingBench } from '../../domain/bench/waiting';
import { mapLimit } from '../../machine/map-limit';

/** What came of an ended run of a bench: it does not change. */
interface Outcome {
	readonly failedCells: number;
	readonly failure: string | null;
}

/** What one look leaves for the next, by run id. */
export interface Seen {
	/** What came of benches that have ended. */
	readonly outcomes: Map<string, Outcome>;
	/** When no worker answered for a bench: milliseconds since 1970. */
	readonly silent: Map<string, number>;
}

/** Before the first look. */
export function nothingSeen(): Seen {
	return { outcomes: new Map(), silent: new Map() };
}

/** One that was not answered for is not asked for again at once: each time takes seconds. */
const silentMs = 15_000;

/** Asks Temporal one thing, for a few seconds. */
export type Ask = <T>(work: (client: Client) => Promise<T>) => Promise<T>;

/** Under way at once: one worker answers some hundred queries a second, and one that answers none is waited for once. */
const mostAtOnce = 25;

/** Of ended benches so many are told of, the newest ones, and failures for so long. */
const mostEnded = 50;
const failureDays = 7;

/**
 * Looks at every bench that runs, and at the newest one of each experiment whose bench has ended: a request for the list,
 * one a running bench, and one an ended bench that was not known yet.
 * @param now milliseconds since 1970
 */
export async function lookAtBenches(ask: Ask, seen: Seen, now: number): Promise<WaitingBench[]> {
	const benches = newestOf(await ask((client) => listBenches(client, false)));
	const there = new Set(benches.map(({ runId }) => runId));
	for (const runId of seen.silent.keys()) if (!there.has(runId)) seen.silent.delete(runId);
	const running = benches.filter(({ state }) => state === 'RUNNING');
	// Without a worker each query would be waited for in vain.
	const isAnswered = running.length > 0 && (await ask((client) => hasWorker(client, benchQueue)));
	const query = (bench: ListedBench) => statusOf(ask, bench, seen, now);
	const statuses = await mapLimit(isAnswered ? running : [], mostAtOnce, query, 'stop');
	const ended = benches.filter(({ state }) => state !== 'RUNNING').slice(0, mostEnded);
	const ends = await mapLimit(ended, mostAtOnce, (bench) => outcomeOf(ask, bench, seen.outcomes), 'stop');
	return [
		...running.map((bench, at) => ({ ...shown(bench), status: statuses[at] ?? null, failedCells: 0, failure: null })),
		...ended.map((bench, at) => {
			const { failedCells = 0, failure = null } = ends[at] ?? {};
			const isNews = now - bench.startedAt.getTime() < failureDays * 86_400_000;
			return { ...shown(bench), status: null, failedCells, failure: isNews ? failure : null };
		}),
	];
}

function shown({ id, experiment, state, startedAt }: ListedBench) {
	return { id, experiment, isRunning: state === 'RUNNING', startedAt: startedAt.toISOString() };
}

/** Of those that do not run, the newest of an experiment, and only where none runs on it. */
function newestOf(benches: readonly ListedBench[]): ListedBench[] {
	const running = benches.filter(({ state }) => state === 'RUNNING');
	const known = new Set(running.map(nameOf));
	const ended = benches.filter((bench) => {
		if (bench.state === 'RUNNING' || known.has(nameOf(bench))) return false;
		known.add(nameOf(bench));
		return true;
	});
	return [...running, ...ended];
}

function nameOf({ id, experiment }: ListedBench): string {
	return experiment ?? id;
}

async function statusOf(ask: Ask, { id, runId }: ListedBench, { silent }: Seen, now: number): Promise<Status | null> {
	if (now - (silent.get(runId) ?? Number.NEGATIVE_INFINITY) < silentMs) return null;
	const status = await ask((client) => queryStatus(client, id));
	if (status !== null) silent.delete(runId);
	else silent.set(runId, now);
	return status;
}

async function outcomeOf(ask: Ask, { id, runId, state }: ListedBench, outcomes: Seen['outcomes']): Promise<Outcome> {
	const before = outcomes.get(runId);
	if (before !== undefined) return before;
	const found = await ask((client) => readOutcome(client, id, runId, state));
	// What is asked for is bounded; what was ever asked for is too.
	if (outcomes.size > 10 * mostEnded) outcomes.clear();
	outcomes.set(runId, found);
	return found;
}

async function readOutcome(client: Client, id: string, runId: string, state: string): Promise<Outcome> {
	if (state === 'COMPLETED') {
		const result = await client.workflow.getHandle<BenchWorkflow>(id, runId).result();
		// Another version's result may say anything.
		const cells = Number(result?.failed?.cells ?? 0);
		return { failedCells: Number.isFinite(cells) ? cells : 0, failure: null };
	}
	return { failedCells: 0, failure: state === 'FAILED' ? await benchFailure(client, id, runId) : null };
}
