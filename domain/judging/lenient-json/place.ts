/** Where something begins in a file. Both count from 1; a column is one UTF-16 unit, as editors count them. */
export interface Place {
	readonly line: number;
	readonly column: number;
	/** How a person finds it where that is easier: `row 3, column tone`. */
	readonly words?: string;
}

/** `line 14, column 9`. */
export function placeWords({ line, column, words }: Place): string {
	return words ?? `line ${line}, column ${column}`;
}

/** Follows a text from its beginning, piece by piece, and knows the place where the next piece begins. */
export interface PlaceCounter {
	pass(text: string): void;
	place(): Place;
}

/** A counter that stands at a place; a line ends with LF, CR LF or CR. */
export function createPlaceCounter({ line, column }: Place = { line: 1, column: 1 }): PlaceCounter {
	let afterReturn = false;
	return {
		pass(text) {
			if (text === '') return;
			// A pair of CR and LF may have been parted.
			const parts = (afterReturn && text.startsWith('\n') ? text.slice(1) : text).split(/\r\n?|\n/);
			const last = parts.at(-1)?.length ?? 0;
			line += parts.length - 1;
			column = parts.length === 1 ? column + last : last + 1;
			afterReturn = text.endsWith('\r');
		},
		place: () => ({ line, column }),
	};
}
