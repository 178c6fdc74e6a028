import type { Client } from '@temporalio/client';
import { type FollowEnd, followBench, type Seen } from '../client/follow';
import { endInPlace, say, sayInPlace } from './output';
import { progressLine } from './progress-line';

/** Where there is no terminal, a line stays, so there are fewer of them. */
const logEveryMs = 15_000;

/** Follows a bench and shows how far it is; see {@link followBench}. */
export async function showBench(
	client: Client,
	id: string,
	options: { wait: boolean; signal: AbortSignal },
): Promise<FollowEnd> {
	try {
		return await followBench(client, id, { ...options, show: progressLines() });
	} finally {
		endInPlace();
	}
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
