import type { Client } from '@temporalio/client';
import type { BenchResult, BenchWorkflow } from '../contracts/workflows';
import type { Status } from '../domain/bench/status';
import { readLeaderboard } from '../domain/ranking/leaderboard';
import { followWorkflow } from './follow-workflow';
import { type Holders, holdersOf } from './leases';
import { resultOf } from './result-of';
import { failedTasks, queryStatus } from './temporal';

/** Why following ended. */
export type FollowEnd =
	| { readonly end: 'result'; readonly leaderboard: BenchResult; readonly status: Status | null }
	| { readonly end: 'awaiting-judge'; readonly status: Status }
	| { readonly end: 'detached'; readonly status: Status | null };

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
	let awaiting: Status | null = null;
	const enough = new AbortController();
	const followed = await followWorkflow({
		result: benchResult(client, id).then(
			// What came of its last cells no look may have seen.
			async (leaderboard) => ({ leaderboard, status: (await queryStatus(client, id)) ?? last }),
		),
		look: () => look(client, id),
		show: (seen) => {
			last = seen.status ?? last;
			show(seen);
			if (seen.status?.phase !== 'awaiting-judge' || wait) return;
			awaiting = seen.status;
			enough.abort();
		},
		signal: AbortSignal.any([signal, enough.signal]),
	});
	if (followed.end === 'result') return { end: 'result', ...followed.result };
	return awaiting === null ? { end: 'detached', status: last } : { end: 'awaiting-judge', status: awaiting };
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
