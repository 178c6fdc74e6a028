import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { handModel } from './models';

const residentsSchema = z.object({ models: z.array(z.object({ name: z.string() })).nullable() });

/** A time in which more than one of our models was in memory. Milliseconds since 1970. */
export interface TooManyResident {
	readonly names: readonly string[];
	readonly from: number;
	until: number;
}

/** What was seen in Ollama's memory. */
export interface ResidentsSeen {
	/** Milliseconds between one answer of Ollama's and the next: what lay between was not seen. */
	readonly gapsMs: number[];
	/** Most of our models at once; a person's do not count. */
	most: number;
	readonly tooMany: TooManyResident[];
}

/** {@link ResidentsSeen} with the gaps told in three numbers. */
export interface ResidentsSummary {
	readonly most: number;
	readonly looks: number;
	/** Milliseconds. */
	readonly gaps: { readonly p50: number; readonly p99: number; readonly longest: number };
}

/** What was seen, in short. */
export function residentsSummary({ most, gapsMs }: ResidentsSeen): ResidentsSummary {
	const sorted = [...gapsMs].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
	return { most, looks: gapsMs.length, gaps: { p50: at(0.5), p99: at(0.99), longest: at(1) } };
}

const pollMs = 25;

/** Looks at Ollama's own `/api/ps` all the time until it is told to end. */
export function watchResidents(ollamaUrl: string): { readonly seen: ResidentsSeen; end(): Promise<void> } {
	const seen: ResidentsSeen = { gapsMs: [], most: 0, tooMany: [] };
	let watching = true;
	let last: number | null = null;
	const watched = (async () => {
		for (; watching; await sleep(pollMs)) {
			const names = await residents(ollamaUrl).catch(() => null);
			const now = Date.now();
			if (names !== null) note(seen, names.filter((name) => name !== handModel.name).sort(), now);
			if (names !== null && last !== null) seen.gapsMs.push(now - last);
			last = names === null ? null : now;
		}
	})();
	return {
		seen,
		end: async () => {
			watching = false;
			await watched;
		},
	};
}

function note(seen: ResidentsSeen, ours: readonly string[], now: number): void {
	seen.most = Math.max(seen.most, ours.length);
	if (ours.length < 2) return;
	const latest = seen.tooMany.at(-1);
	const goesOn = latest !== undefined && now - latest.until < pollMs * 8 && latest.names.join() === ours.join();
	if (goesOn) latest.until = now;
	else seen.tooMany.push({ names: ours, from: now, until: now });
}

async function residents(ollamaUrl: string): Promise<string[]> {
	const answer = await fetch(`${ollamaUrl}/api/ps`, { signal: AbortSignal.timeout(2_000) });
	return (residentsSchema.parse(await answer.json()).models ?? []).map(({ name }) => name);
}
