import { addAbortListener } from 'node:events';
import type { Client } from '@temporalio/client';
import type { BenchResult, BenchWorkflow } from '../contracts/workflows';
import type { Status } from '../domain/bench/status';
import { readLeaderboard } from '../domain/ranking/leaderboard';
import { type Holders, holdersOf } from './leases';
import { resultOf } from './result-of';
import { failedTasks, queryStatus } from './temporal';

/** Why following ended. */
export type FollowEnd =
	| { readonly end: 'result'; readonly leaderboard: BenchResult; readonly status: Status | null }
	| { readonly end: 'awaiting-judge'; readonly status: Status }
	| { readonly end: 'detached'; readonly status: Status | null };

const pollMs = 1_000;

/**
 * Looks at a bench every second until it has its result, or (unless told to wait on) needs its judge.
 * Aborting detaches: the bench goes on.
 * @param show is given what each look sees
 * @throws WorkflowFailedError when the bench fails
 */
export async function followBench(
	client: Client,
	id: string,
	{ wait, signal, show }: { wait: boolean; signal: AbortSignal; show: (seen: SeenBench) => void },
): Promise<FollowEnd> {
	let last: Status | null = null;
	const ended = benchResult(client, id).then(
		// What came of its last cells no look may have seen.
		async (leaderboard) => ({ end: 'result', leaderboard, status: (await queryStatus(client, id)) ?? last }) as const,
	);
	ended.catch(() => undefined);
	const detached = new Promise<FollowEnd>((resolve) => {
		addAbortListener(signal, () => resolve({ end: 'detached', status: last }));
	});
	for (;;) {
		const seen = await Promise.race([look(client, id), ended, detached]);
		if ('end' in seen) return seen;
		const { status } = seen;
		last = status ?? last;
		show(seen);
		if (status?.phase === 'awaiting-judge' && !wait) return { end: 'awaiting-judge', status };
		const end = await Promise.race([ended, detached, pause()]);
		if (end !== undefined) return end;
	}
}

async function benchResult(client: Client, id: string): Promise<BenchResult> {
	const result = await resultOf<BenchWorkflow>(client, id);
	// The bench may be of an earlier version, whose leaderboard says less.
	return { ...result, ...readLeaderboard(result) };
}

/** What is seen of a bench at one moment. */
export interface SeenBench {
	/** `null` when no worker answers. */
	readonly status: Status | null;
	readonly holders: Holders;
	/** How often workers have failed to go on with it at all, where none answers. */
	readonly failedTasks: number;
}

async function look(client: Client, id: string): Promise<SeenBench> {
	const status = await queryStatus(client, id);
	const failed = status === null ? await failedTasks(client, id) : 0;
	return { status, holders: await holdersOf(client, id, status), failedTasks: failed };
}

function pause(): Promise<undefined> {
	return new Promise((resolve) => setTimeout(() => resolve(undefined), pollMs));
}
