/** A place in a text, moved on by what reads there. */
export interface Cursor {
	readonly text: string;
	at: number;
}

/** @returns the match of a sticky pattern at a place, and at no later one */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** The place behind white space. */
export function skipSpace(text: string, from: number): number {
	const space = /\s*/y;
	space.lastIndex = from;
	space.exec(text);
	return Math.max(from, space.lastIndex);
}
