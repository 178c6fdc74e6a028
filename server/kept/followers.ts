import type { ExperimentNow } from './experiment-now';
import type { Follower, Slot } from './slot';

/** How something that follows from an experiment is made. */
export interface Following<T> {
	/** What tells it from others that follow from the same experiment. */
	readonly what: string;
	readonly make: () => Promise<T>;
	/** Its bytes of memory, about. */
	readonly sizeOf: (made: T) => number;
}

/** After so long it is made again, whatever the revision says; what is not older than twice that is given meanwhile. */
const freshMs = 60_000;

/** So many are kept of one experiment: each has keys that whoever asks may choose. */
const mostOfOne = 24;

/**
 * What follows from an experiment as it was when it was looked at, or later: made once, however many want it.
 * @param clock milliseconds since 1970
 * @param grown called where memory was taken
 */
export function follow<T>(
	slot: Slot,
	now: ExperimentNow,
	following: Following<T>,
	{ clock, grown }: { readonly clock: () => number; readonly grown: () => void },
): Promise<T> {
	const { what, make, sizeOf } = following;
	const start = (): Promise<T> => {
		const made = make();
		const follower: Follower = { revision: now.revision, at: clock(), runs: slot.read?.runs ?? null, made, size: 0 };
		slot.followers.delete(what);
		slot.followers.set(what, follower);
		const [oldest] = slot.followers.keys();
		if (slot.followers.size > mostOfOne && oldest !== undefined) slot.followers.delete(oldest);
		made.then(
			(result) => {
				follower.size = sizeOf(result);
				grown();
			},
			() => {
				if (slot.followers.get(what) === follower) slot.followers.delete(what);
			},
		);
		return made;
	};
	const known = slot.followers.get(what);
	if (known === undefined || !isOf(known, slot, now)) return start();
	const age = clock() - known.at;
	if (age > 2 * freshMs) return start();
	if (age > freshMs) renew(slot, what, known, start);
	return known.made as Promise<T>;
}

/** Whether it is of what the experiment is now. */
function isOf({ revision, runs }: Follower, { read }: Slot, now: ExperimentNow): boolean {
	const isOfRead = runs === null || read === null || read.runs === runs;
	return isOfRead && revision === now.revision;
}

/** Makes it again; until that is there, and where it fails, the old one is given. */
function renew(slot: Slot, what: string, old: Follower, start: () => Promise<unknown>): void {
	const renewed = start();
	const next = slot.followers.get(what);
	if (next === undefined) return;
	slot.followers.set(what, { ...next, made: renewed.catch(() => old.made) });
}
