import { hashOf } from '../hash';
import { type Place, placeWords } from './lenient-json/place';
import type { Located, Member, Path } from './lenient-json/tree';
import type { Notes } from './notes';

/** What an entry of a judge file says of its run, as it was written: `checkEntry` tells whether it can be used. */
export interface ReadEntry {
	/** Its place in the list of entries, from 0, and in the file. */
	readonly at: number;
	readonly place: Place;
	/** Empty where it has none. */
	readonly run_id: string;
	/** The members of `scores`, whatever their names and values. */
	readonly scores: readonly Member[];
	readonly notes: Notes;
	/** Values that may be scores, where none belong. */
	readonly strays: readonly Stray[];
	/** What is wrong with its form, with places. */
	readonly faults: readonly string[];
	/** Who scored it, where the entry says that itself. */
	readonly by: { readonly name: string; readonly text: string; readonly place: Place } | null;
	/** What was shown to the judge, by {@link shownHash}; `null` where the entry does not have it. */
	readonly shown: { readonly scenario: string | null; readonly candidates: string | null };
}

/** A value that may be a score, at a place where none belongs. */
export interface Stray {
	/** From the entry to the value. */
	readonly path: Path;
	readonly place: Place;
	readonly value: Located;
	/** What kind of thing holds it, directly below the entry. */
	readonly inside: Located['kind'];
}

/** What a run's scenario or candidates are compared by. */
export function shownHash(value: unknown): string {
	return hashOf(value ?? null).slice(0, 16);
}

/** `runs[3] (0f6c…)`, for messages. */
function entryWords({ at, run_id }: Pick<ReadEntry, 'at' | 'run_id'>): string {
	return run_id === '' ? `runs[${at}]` : `runs[${at}] (${run_id.slice(0, 80)})`;
}

/** `line 40, column 12, runs[3] (0f6c…)`, for messages. */
export function entryPlace(entry: Pick<ReadEntry, 'at' | 'run_id'>, place: Place): string {
	return `${placeWords(place)}, ${entryWords(entry)}`;
}
