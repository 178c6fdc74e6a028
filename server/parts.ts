import { isYounger } from '../domain/younger';
import { type NoteAway, type PartName, partNames } from '../http/problem';

/** How a part is: there, or away since a time in milliseconds since 1970. */
export type PartState = { readonly is: 'there' } | { readonly is: 'away'; readonly since: number };

/** Remembers which parts are away, and since when. */
export interface Parts {
	/** Asks all of them now, at most once a second. */
	look(): Promise<Readonly<Record<PartName, PartState>>>;
	readonly noteAway: NoteAway;
	/** Ends what it does by itself. */
	close(): void;
}

/** How {@link watchParts} asks. */
export interface PartsOptions {
	/** Whether a part answers as it should; rejects or says no where it does not. */
	readonly isThere: (part: PartName) => Promise<boolean>;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Milliseconds from one look at a part that is away to the next. */
	readonly againMs?: number;
}

/** A look that is younger, in milliseconds, is not done again. */
const freshMs = 1_000;

/** Parts that are looked at when somebody asks, and, while one is away, every few seconds. */
export function watchParts({ isThere, now, againMs = 2_000 }: PartsOptions): Parts {
	const awaySince = new Map<PartName, number>();
	let looked: { readonly at: number; readonly states: Promise<Record<PartName, PartState>> } | undefined;
	let timer: NodeJS.Timeout | undefined;

	const noteAway = (part: PartName): number => {
		const since = awaySince.get(part) ?? now();
		awaySince.set(part, since);
		timer ??= setInterval(lookAgain, againMs).unref();
		return since;
	};
	const lookAt = async (part: PartName): Promise<PartState> => {
		const there = await isThere(part).catch(() => false);
		if (!there) return { is: 'away', since: noteAway(part) };
		awaySince.delete(part);
		return { is: 'there' };
	};
	const lookAgain = async () => {
		await Promise.all([...awaySince.keys()].map(lookAt));
		if (awaySince.size > 0) return;
		clearInterval(timer);
		timer = undefined;
	};
	const lookAtAll = async () => {
		const states = await Promise.all(partNames.map(async (part) => [part, await lookAt(part)] as const));
		return Object.fromEntries(states) as Record<PartName, PartState>;
	};
	return {
		noteAway,
		look: () => {
			if (looked === undefined || !isYounger(looked.at, freshMs, now())) looked = { at: now(), states: lookAtAll() };
			return looked.states;
		},
		close: () => clearInterval(timer),
	};
}
