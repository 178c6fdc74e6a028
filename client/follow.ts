import type { Client } from '@temporalio/client';
import type { Leaderboard } from '../domain/leaderboard';
import type { Status } from '../domain/status';
import { endInPlace, say, sayInPlace } from './output';
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
		signal.addEventListener('abort', () => resolve({ end: 'detached' }), { once: true });
	});
	const show = progressLines();
	try {
		for (;;) {
			const status = await Promise.race([queryStatus(client, id), ended, detached]);
			if (status !== null && 'end' in status) return status;
			show(status);
			if (status?.phase === 'awaiting-judge' && !wait) return { end: 'awaiting-judge', status };
			const end = await Promise.race([ended, detached, pause()]);
			if (end !== undefined) return end;
		}
	} finally {
		endInPlace();
	}
}

/** One line on where a bench is. */
export function progressLine(status: Status): string {
	const { cells } = status;
	const parts: string[] = [status.phase];
	if (cells.total > 0) parts.push(`${cells.done + cells.reused}/${cells.total} cells`);
	if (cells.reused > 0) parts.push(`${cells.reused} reused`);
	if (cells.failed > 0) parts.push(`${cells.failed} failed`);
	if (status.models_at_work.length > 0) parts.push(`at work: ${status.models_at_work.join(', ')}`);
	if (status.seconds_left !== null && status.phase === 'collecting')
		parts.push(`about ${duration(status.seconds_left)} left`);
	if (status.pending_judgments !== null) parts.push(`${status.pending_judgments} to judge`);
	return parts.join(' · ');
}

/** Seconds as a person says them. */
export function duration(seconds: number): string {
	if (seconds < 90) return `${Math.round(seconds)} s`;
	return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function progressLines(): (status: Status | null) => void {
	let last = '';
	let lastAt = 0;
	const notes = new Set<string>();
	return (status) => {
		for (const note of status?.notes ?? []) {
			if (notes.has(note)) continue;
			notes.add(note);
			endInPlace();
			say(`note: ${note}`);
		}
		const line =
			status === null ? 'no worker answers: is `./tip-bench worker` (or `up`) running?' : progressLine(status);
		sayInPlace(line);
		const phaseChanged = line.split(' ')[0] !== last.split(' ')[0];
		if (!process.stderr.isTTY && line !== last && (phaseChanged || Date.now() - lastAt > logEveryMs)) {
			say(line);
			lastAt = Date.now();
			last = line;
		}
	};
}

function pause(): Promise<undefined> {
	return new Promise((resolve) => setTimeout(() => resolve(undefined), pollMs));
}
