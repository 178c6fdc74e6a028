import type { Mends } from './mends';
import { createPlaceCounter, type Place } from './place';

/**
 * Where an object begins in a text that may have talk or a code fence before it: at the brace that has a name behind it,
 * or stands alone at the beginning of a line.
 */
const begin =
	/\{(?=\s*(?:["'\u201c\u201d\u201e\u2018\u2019\u00ab]|[A-Za-z_]\w*\s*:))|\{(?<=^[ \t]*\{)(?=[ \t]*(?:$|\/[/*]|#))/m;

/** Longer than what the pattern above looks at, so that a beginning is found across two pieces. */
const overlap = 1_000;

/** Nobody says more around a file; what does is no talk. */
const longestTalk = 100_000;

/** Looks for the beginning of an object, piece by piece. */
export interface BeginSearch {
	/** @returns what was pushed from the beginning on, and where that is; `null` while it was not found */
	push(piece: string): { text: string; place: Place } | null;
	/** What came before the beginning, or all where there is none; of very much the end only. */
	talk(): string;
}

/** A search that has seen nothing. */
export function createBeginSearch(start?: Place): BeginSearch {
	const counter = createPlaceCounter(start);
	let talk = '';
	let pending = '';
	return {
		push(piece) {
			pending += piece;
			const found = begin.exec(pending);
			const known = pending.slice(0, found === null ? Math.max(0, pending.length - overlap) : found.index);
			const text = pending.slice(known.length);
			talk = (talk + known).slice(-longestTalk);
			counter.pass(known);
			pending = found === null ? text : '';
			return found === null ? null : { text, place: counter.place() };
		},
		talk: () => talk + pending,
	};
}

/** Talk around a file: what was said, and where there is something in it that is more than talk. */
export interface Talk {
	/** Without code fences; empty where nothing was said. */
	readonly said: string;
	readonly moreJson: Place | null;
}

/** Reads what stands before or behind a file; a code fence is mended. */
export function readTalk(text: string, from: Place, mends: Mends): Talk {
	const fence = /^[ \t]*(?:```|~~~)[^\n]*$/gm;
	if (fence.test(text)) mends.add('code fence taken off', from);
	if (text.includes('\ufeff')) mends.add('byte-order mark taken off', from);
	const said = text
		.replace(fence, '')
		.replace(/[\ufeff\0]/g, '')
		.trim();
	const json = /[{}]|["'\u201d\u2019]\s*:/.exec(text);
	if (json === null && text.length < longestTalk) return { said, moreJson: null };
	const counter = createPlaceCounter(from);
	counter.pass(text.slice(0, json?.index ?? 0));
	return { said, moreJson: counter.place() };
}
