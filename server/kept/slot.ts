import { bytesPerRow, type KeptRuns } from './kept-runs';

/** The runs of an experiment as they were read. */
export interface Read {
	readonly runs: KeptRuns;
	readonly revision: string;
	/** When the experiment was looked at before this was read: milliseconds since 1970, as all times here. */
	readonly at: number;
	/** The same of the last time that all of it was read, and how many milliseconds that took. */
	readonly whole: number;
	readonly took: number;
}

/** Something that follows from an experiment. */
export interface Follower {
	readonly revision: string;
	readonly at: number;
	/** What was read of the experiment when it was made; `null` for nothing. */
	readonly runs: KeptRuns | null;
	readonly made: Promise<unknown>;
	/** Bytes; 0 until it is there. */
	size: number;
	/** Whether it is being made again. */
	isRenewed: boolean;
}

/** What is kept of one experiment. */
export interface Slot {
	read: Read | null;
	/** When somebody asked for its runs last. */
	askedAt: number;
	/** Whether all of it is being read again, or about to be. */
	isRenewed: boolean;
	/** Reading all of it takes seconds, or minutes behind the answers, and never holds up reading what has changed. */
	readonly flights: Map<'whole' | 'behind' | 'changed', Promise<void>>;
	readonly followers: Map<string, Follower>;
}

/** Slots by their key, of which those that were not used longest go where they take too much memory. */
export interface Slots {
	/** The slot of a key, an empty one where there is none. */
	use(key: string): Slot;
	peek(key: string): Slot | undefined;
	/** To be called where one has grown. */
	makeRoom(): void;
}

/** @param most bytes that all of them may take, about */
export function createSlots(most: number): Slots {
	const slots = new Map<string, Slot>();
	return {
		use(key) {
			const slot: Slot = slots.get(key) ?? {
				read: null,
				askedAt: 0,
				isRenewed: false,
				flights: new Map(),
				followers: new Map(),
			};
			// The one that was used last stands last.
			slots.delete(key);
			slots.set(key, slot);
			return slot;
		},
		peek: (key) => slots.get(key),
		makeRoom() {
			const sizes = [...slots].map(([key, slot]) => [key, sizeOf(slot)] as const);
			let sum = sizes.reduce((all, [, size]) => all + size, 0);
			// Never the one that was used last: however large it is, it would be read for every look.
			for (const [key, size] of sizes.slice(0, -1)) {
				if (sum <= most) return;
				slots.delete(key);
				sum -= size;
			}
		},
	};
}

function sizeOf({ read, followers }: Slot): number {
	const rows = (read?.runs.all.length ?? 0) * bytesPerRow;
	return [...followers.values()].reduce((sum, { size }) => sum + size, rows);
}
