import { endOfObject, readString } from './json-parts';
import { textOfItem } from './list-item';

/** The texts of one list, as far as they are complete. */
export interface ListRead {
	/** Trimmed, none empty. */
	readonly tips: string[];
	/** Where reading stopped: behind the list's end, or at what is no part of a list of texts. */
	readonly end: number;
}

/**
 * Reads a JSON list of texts that need not be whole: it may be cut at its end, or hold trailing commas, single or
 * curly quotes, unescaped quotes inside a text, or items that are objects with one text. What is no text is passed over;
 * what belongs to no list ends it. Looks at each character a bounded number of times.
 * @param start the place of the opening bracket
 * @param most tips to read at most
 */
export function readListAt(text: string, start: number, most: number): ListRead {
	const tips: string[] = [];
	let at = start + 1;
	while (at < text.length && tips.length < most) {
		const item = readItem(text, skipSeparators(text, at));
		if (item.tip !== undefined && item.tip !== '') tips.push(item.tip);
		at = item.end;
		if (item.last) break;
	}
	return { tips, end: Math.max(at, start + 1) };
}

interface ItemRead {
	readonly tip?: string;
	readonly end: number;
	readonly last: boolean;
}

function readItem(text: string, at: number): ItemRead {
	const character = text[at];
	if (character === undefined) return { end: text.length, last: true };
	if (character === ']') return { end: at + 1, last: true };
	if (character === '{') return readObject(text, at);
	const literal = /(?:null|true|false|-?\d{1,20}(?:\.\d{1,20})?)(?=[\s,\]])/y;
	literal.lastIndex = at;
	const passedOver = literal.exec(text);
	if (passedOver !== null) return { end: at + passedOver[0].length, last: false };
	const string = readString(text, at);
	if (string === undefined) return { end: at, last: true };
	if (string.text === undefined) return { end: string.end, last: true };
	return { tip: string.text.trim(), end: string.end, last: false };
}

function readObject(text: string, at: number): ItemRead {
	const end = endOfObject(text, at);
	if (end === undefined) return { end: text.length, last: true };
	const tip = textOfItem(text.slice(at, end));
	return { ...(tip === undefined ? {} : { tip }), end, last: false };
}

function skipSeparators(text: string, from: number): number {
	const separators = /[\s,]*/y;
	separators.lastIndex = from;
	separators.exec(text);
	return Math.max(from, separators.lastIndex);
}
