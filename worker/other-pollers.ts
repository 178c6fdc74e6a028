import type { NativeConnection } from '@temporalio/worker';
import { processOf } from './identity';

/** A worker that Temporal has seen on a queue in the last five minutes. */
export interface Poller {
	/** See `identity.ts`. */
	readonly identity: string;
	/** Milliseconds since 1970. */
	readonly lastSeenAt: number;
}

/** Whose queue it is, and who asks. */
export interface QueueAsked {
	readonly queue: string;
	readonly host: string;
	readonly pid: number;
	readonly now: number;
	/** Whether a process of this machine lives. */
	isAlive(pid: number): boolean;
}

/** A task queue has two sides, which are polled apart; these are Temporal's numbers for them. */
const sides = { workflows: 1, activities: 2 } as const;

/**
 * The pollers of a queue's one side, as Temporal knows them.
 * @throws what the server's answer was where it gave none
 */
export async function pollersOf(
	connection: NativeConnection,
	namespace: string,
	queue: string,
	side: keyof typeof sides = 'activities',
): Promise<Poller[]> {
	const { pollers } = await connection.workflowService.describeTaskQueue({
		namespace,
		taskQueue: { name: queue },
		taskQueueType: sides[side],
	});
	return (pollers ?? []).map(({ identity, lastAccessTime }) => ({
		identity: identity ?? '',
		lastSeenAt: Number(lastAccessTime?.seconds ?? 0) * 1000,
	}));
}

/**
 * What to tell a person who starts a GPU's worker while others, which this machine's locks do not reach, serve the same
 * queue: those of other machines and containers. They are not refused, since every call still looks at what is resident
 * and evicts what should not be. What remains is the moment in which both load: each then sees the other's model, evicts
 * it and tries again, so that the cells come out right, late, and for a moment two models were in memory.
 * @returns one line each; none for those of this machine that have ended
 */
export function warningsAbout(pollers: readonly Poller[], { queue, host, pid, now, isAlive }: QueueAsked): string[] {
	return pollers.flatMap(({ identity, lastSeenAt }) => {
		const other = processOf(identity);
		const isHere = other?.host === host;
		if (isHere && (other.pid === pid || !isAlive(other.pid))) return [];
		const seen = `asked for work ${Math.max(0, Math.round((now - lastSeenAt) / 1000))} s ago`;
		const where = isHere ? `this machine (pid ${other.pid}, which holds no lock that we see)` : `another machine`;
		return [
			`warning: a worker of ${where}, ${identity || 'unnamed'}, serves ${queue} too (${seen}). If it still runs, end one of the two: one GPU needs one worker.`,
		];
	});
}
