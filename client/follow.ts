import { addAbortListener } from 'node:events';
import type { Client } from '@temporalio/client';
import { endInPlace, say, sayInPlace } from '../cli/output';
import { type Holders, progressLine } from '../cli/progress-line';
import type { Status } from '../domain/bench/status';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { holdersOf } from './leases';
import { queryStatus } from './temporal';

/** Why following ended. */
export type FollowEnd =
	| { readonly end: 'result'; readonly leaderboard: Leaderboard }
	| { readonly end: 'awaiting-judge'; readonly status: Status }
	| { readonly end: 'detached' };

const pollMs = 1_000;

/** Where there is no terminal, a line stays, so there are fewer of them. */
const logEveryMs = 15_000;

/**
 * Shows a bench's progress until it has its result, or (unless told to wait on) needs its judge.
 * Aborting detaches: the bench goes on.
 * @throws WorkflowFailedError when the bench fails
 */
export async function followBench(
	client: Client,
	id: string,
	{ wait, signal }: { wait: boolean; signal: AbortSignal },
): Promise<FollowEnd> {
	const handle = client.workflow.getHandle(id);
	const ended = handle
		.result()
		.then((leaderboard) => ({ end: 'result', leaderboard: leaderboard as Leaderboard }) as const);
	ended.catch(() => undefined);
	const detached = new Promise<FollowEnd>((resolve) => {
		addAbortListener(signal, () => resolve({ end: 'detached' }));
	});
	const show = progressLines();
	try {
		for (;;) {
			const seen = await Promise.race([look(client, id), ended, detached]);
			if ('end' in seen) return seen;
			const { status } = seen;
			show(seen);
			if (status?.phase === 'awaiting-judge' && !wait) return { end: 'awaiting-judge', status };
			const end = await Promise.race([ended, detached, pause()]);
			if (end !== undefined) return end;
		}
	} finally {
		endInPlace();
	}
}

/** What is seen of a bench at one moment. */
interface Seen {
	/** `null` when no worker answers. */
	readonly status: Status | null;
	readonly holders: Holders;
}

async function look(client: Client, id: string): Promise<Seen> {
	const status = await queryStatus(client, id);
	return { status, holders: await holdersOf(client, id, status) };
}

function progressLines(): (seen: Seen) => void {
	let last = '';
	let lastDoing = '';
	let lastAt = 0;
	const notes = new Set<string>();
	return ({ status, holders }) => {
		for (const note of status?.notes ?? []) {
			if (notes.has(note)) continue;
			notes.add(note);
			endInPlace();
			say(`note: ${note}`);
		}
		const line =
			status === null ? 'no worker answers: is `./tip-bench worker` (or `up`) running?' : progressLine(status, holders);
		sayInPlace(line);
		const doing = [status?.phase, status?.paused, ...(status?.waiting_for ?? [])].join(' ');
		const isTime = doing !== lastDoing || Date.now() - lastAt > logEveryMs;
		if (!process.stderr.isTTY && line !== last && isTime) {
			say(line);
			[last, lastDoing, lastAt] = [line, doing, Date.now()];
		}
	};
}

function pause(): Promise<undefined> {
	return new Promise((resolve) => setTimeout(() => resolve(undefined), pollMs));
}
