import type { Client } from '@temporalio/client';
import { type FollowEnd, followBench, type SeenBench } from '../client/follow';
import { isNews, type Trouble } from '../domain/bench/troubles';
import { endInPlace, say, sayInPlace } from './output';
import { progressLine } from './progress-line';
import { sayTroubles, unanswered } from './troubles';

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

function progressLines(): (seen: SeenBench) => void {
	let last = '';
	let lastDoing = '';
	let lastAt = 0;
	const notes = new Set<string>();
	let troubles: readonly Trouble[] = [];
	return ({ status, holders, failedTasks }) => {
		for (const note of status?.notes ?? []) {
			if (notes.has(note)) continue;
			notes.add(note);
			endInPlace();
			say(`note: ${note}`);
		}
		if (status !== null && isNews(troubles, status.troubles)) {
			endInPlace();
			if (status.troubles.length > 0) sayTroubles(status.troubles);
			else say('it goes on');
			troubles = status.troubles;
		}
		const line = status === null ? unanswered(failedTasks) : progressLine(status, holders);
		sayInPlace(line);
		const codes = status?.troubles.map(({ code }) => code) ?? [];
		const doing = [status?.phase, status?.paused, ...(status?.waiting_for ?? []), ...codes].join(' ');
		const isTime = doing !== lastDoing || Date.now() - lastAt > logEveryMs;
		if (!process.stderr.isTTY && line !== last && isTime) {
			say(line);
			[last, lastDoing, lastAt] = [line, doing, Date.now()];
		}
	};
}
