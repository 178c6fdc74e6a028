import type { ExperimentNow } from './experiment-now';
import type { Follower, Slot } from './slot';

/** How something that follows from an experiment is made. */
export interface Following<T> {
	/** What tells it from others that follow from the same experiment. */
	readonly what: string;
	readonly make: () => Promise<T>;
	/** Its bytes of memory, about. */
	readonly sizeOf: (made: T) => number;
	/** After so many milliseconds it is made again though nothing of the experiment is known to have changed: ten minutes unless given. */
	readonly freshMs?: number;
}

/** What was made is given while it is made again; where nobody asked for twice as long, it is waited for. */
const usualFreshMs = 600_000;

/** So many are kept of one experiment: each has keys that whoever asks may choose. */
const mostOfOne = 24;

/** What takes note of time and of memory. */
interface Keeping {
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Does what nobody waits for when its turn comes. */
	readonly later: (work: () => Promise<void>) => void;
	/** Called where memory was taken. */
	readonly grown: () => void;
}

/** What follows from an experiment as it was when it was looked at, or later: made once, however many want it. */
export function follow<T>(slot: Slot, now: ExperimentNow, following: Following<T>, keeping: Keeping): Promise<T> {
	const known = slot.followers.get(following.what);
	const age = known === undefined ? 0 : keeping.clock() - known.at;
	const { freshMs = usualFreshMs } = following;
	if (known === undefined || !isOf(known, slot, now) || (age > 2 * freshMs && !known.isRenewed)) {
		const made = following.make();
		keep(slot, now, following, keeping, made);
		return made;
	}
	// The one that was wanted last stands last.
	slot.followers.delete(following.what);
	slot.followers.set(following.what, known);
	if (age > freshMs && !known.isRenewed) {
		known.isRenewed = true;
		// Until it is there, and where it fails, the old one is given.
		keeping.later(async () => {
			// Something else may have made it anew since.
			if (slot.followers.get(following.what) !== known) return;
			try {
				keep(slot, now, following, keeping, Promise.resolve(await following.make()));
			} catch {
				known.isRenewed = false;
			}
		});
	}
	return known.made as Promise<T>;
}

function keep<T>(slot: Slot, now: ExperimentNow, of: Following<T>, { clock, grown }: Keeping, made: Promise<T>): void {
	const { followers, read } = slot;
	const runs = read?.runs ?? null;
	const follower: Follower = { revision: now.revision, at: clock(), runs, made, size: 0, isRenewed: false };
	followers.delete(of.what);
	followers.set(of.what, follower);
	const [oldest] = followers.keys();
	if (followers.size > mostOfOne && oldest !== undefined) followers.delete(oldest);
	made.then(
		(result) => {
			follower.size = of.sizeOf(result);
			grown();
		},
		() => {
			if (followers.get(of.what) === follower) followers.delete(of.what);
		},
	);
}

/** Whether it is of what the experiment is now. */
function isOf({ revision, runs }: Follower, { read }: Slot, now: ExperimentNow): boolean {
	const isOfRead = runs === null || read === null || read.runs === runs;
	return isOfRead && revision === now.revision;
}
