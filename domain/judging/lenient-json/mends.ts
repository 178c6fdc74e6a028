import { type Place, placeWords } from './place';

/** What was read otherwise than it was written, a kind at a time: its count, and where it was first seen. */
export interface Mends {
	/**
	 * @param what the kind, as the output names it
	 * @param where a place in the file, or words for it
	 * @param sample what stood there, of which the output shows the beginning
	 */
	add(what: string, where: Place | string, sample?: string): void;
	/** One line a kind, in the order in which they were seen first. */
	lines(): string[];
}

const longestSample = 80;

/** Mends of nothing yet. */
export function createMends(): Mends {
	const kinds = new Map<string, { count: number; first: string }>();
	return {
		add(what, where, sample) {
			const kind = kinds.get(what);
			if (kind !== undefined) {
				kind.count += 1;
				return;
			}
			const at = typeof where === 'string' ? where : placeWords(where);
			kinds.set(what, { count: 1, first: sample === undefined ? at : `${at}: ${shortened(sample)}` });
		},
		lines: () =>
			[...kinds].map(([what, { count, first }]) =>
				count === 1 ? `${what} (${first})` : `${what} (${count} times; first ${first})`,
			),
	};
}

/** On one line, and no longer than a line. */
export function shortened(text: string, longest = longestSample): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > longest ? `${line.slice(0, longest).toWellFormed()} …` : line;
}
