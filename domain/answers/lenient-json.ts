import { type Cursor, matchAt, skipSpace } from './cursor';
import { gluedTexts, type Member } from './glued-texts';
import { behindGlue, closers, readText, remark, separators } from './lenient-text';
import type { Value } from './lenient-value';
import { closingsOf, openingQuotes } from './quotes';
import { saysSomething, visible } from './visible';

const deepest = 12;
const tuple = new RegExp(
	`\\(\\s{0,40}(?:(?:list|vector)\\s)?(?:(?:new )?[\\w.:]{1,30}\\(\\s{0,20})?(?:\\w{1,30}\\s{0,4}=>?\\s{0,4})?[@$]?[${openingQuotes}]`,
	'y',
);
const literal = new RegExp(
	`(?:null|true|false|None|True|False|undefined|NaN|-?\\d[\\d.,]{0,20}%?)(?=\\s|[${separators}\\]})]|$)`,
	'y',
);
const passedOver = new RegExp(
	`\\s+|[${separators}]+|\\.{2,}|…|//[^\\n]*|/\\*[\\s\\S]{0,2000}?\\*/|#(?!\\d)[^\\n]*|<!--[\\s\\S]{0,2000}?-->|\\((?![${openingQuotes}])[^()\\n"]{0,200}\\)|(?:and|or|und|et|y|e|и)\\s(?=[${openingQuotes}])|` +
		`(?:\\p{L}{1,12} ?)?#?\\p{Nd}{1,3} ?[.):、] ?(?=[${openingQuotes}])|[-*•] (?=[${openingQuotes}])|[bfruBFRUL@$]{1,2}(?=["'])|(?:list|vector)\\s(?=["'])|(?:new )?[\\w.:]{1,30}(?=\\(\\s{0,20}(?:\\w{1,20}\\s?=>?\\s?)?["'])`,
	'uy',
);
const parting = new RegExp(`[${separators}]`);
const bareKey = /([\p{L}\p{N}_$][\p{L}\p{N}_$ .#-]{0,60}?)\s{0,20}(?:=>|[:=：])/uy;
/** In a list a name without quotes is one only where a quoted text follows. */
const keyOfText = new RegExp(`([\\p{L}\\p{N}_-]{1,30})\\s?(?:=>|[:=：])\\s?(?=[${openingQuotes}])`, 'uy');
const afterKey = /\s*(?:=>|[:=：])\s*/y;
const bareItem = new RegExp(
	`[^\\n"“”[\\]{}]{1,600}?(?=["”]?\\s?(?:\\n|[\\]}])|["”][${separators}]|,\\s?[\\w-]{1,30}\\s?:)`,
	'y',
);

/**
 * Reads the list, object or text at the cursor as far as it goes: it may be cut, and hold comments, other quotes and commas,
 * too many or too few of them, Python's words, keys without quotes. Stops at what belongs to none of it.
 * Looks at each character a bounded number of times, and 12 levels deep.
 * @returns `undefined` where there is none of these
 */
export function readValue(cursor: Cursor, place: 'item' | 'value' = 'item', depth = 0): Value | undefined {
	const character = cursor.text[cursor.at];
	if (character === undefined || depth > deepest) return undefined;
	if ('{[［'.includes(character) || matchAt(tuple, cursor.text, cursor.at) !== null) {
		cursor.at += 1;
		return readMembers(cursor, depth, character);
	}
	const text = readText(cursor, place);
	if (text !== undefined) return { kind: 'text', bare: false, ...text };
	const other = matchAt(literal, cursor.text, cursor.at);
	if (other === null) return undefined;
	cursor.at += other[0].length;
	return { kind: 'other' };
}

/** As {@link readValue}, of a list whose opening bracket was forgotten. */
export function readItems(cursor: Cursor): Value {
	return readMembers(cursor, 0, '');
}

function readMembers(cursor: Cursor, depth: number, bracket: string): Value {
	const isObject = bracket === '{';
	const read: Member[] = [];
	for (;;) {
		const parted = skipBetween(cursor);
		const character = cursor.text[cursor.at];
		if (character === undefined) break;
		if (closers.includes(character)) {
			cursor.at += 1;
			break;
		}
		const name = readName(cursor, isObject);
		const value = readValue(cursor, isObject ? 'value' : 'item', depth + 1) ?? readBare(cursor);
		if (value === undefined) break;
		read.push({ name, value: withPieces(cursor, value), parted });
		skipRemark(cursor);
	}
	const members = gluedTexts(read, bracket === '(' && depth > 0);
	return isObject || members.some(([name]) => name !== '')
		? { kind: 'object', members }
		: { kind: 'list', items: members.map(([, value]) => value) };
}

/** The name of a member, past its colon; '' where none stands here. */
function readName(cursor: Cursor, isObject: boolean): string {
	const { text, at } = cursor;
	const key = isObject || closingsOf(text[at]) !== undefined ? readKey(cursor) : undefined;
	const colon = key === undefined ? null : matchAt(afterKey, text, cursor.at);
	if (key !== undefined && colon !== null) {
		cursor.at += colon[0].length;
		return key;
	}
	cursor.at = at;
	const bare = matchAt(isObject ? bareKey : keyOfText, text, at);
	if (bare === null) return '';
	cursor.at = skipSpace(text, at + bare[0].length);
	return bare[1] ?? '';
}

const shortKey = new RegExp(`([${openingQuotes}])([^\\n"“”{}[\\]]{0,100}?)["”’'»」]\\s{0,20}(?==>|[:=：])`, 'y');

/** Longer ones, or any over two lines, are texts. */
function readKey(cursor: Cursor): string | undefined {
	const key = matchAt(shortKey, cursor.text, cursor.at);
	if (key === null || key[2] === undefined) return undefined;
	cursor.at += key[0].length;
	return visible(key[2]);
}

/** A text that the quotes were forgotten of: to the end of its line, or to a quote that closes it. */
function readBare(cursor: Cursor): Value | undefined {
	const bare = matchAt(bareItem, cursor.text, cursor.at);
	if (bare === null || !saysSomething(bare[0])) return undefined;
	cursor.at += bare[0].length;
	if (closingsOf(cursor.text[cursor.at]) !== undefined) cursor.at += 1;
	return { kind: 'text', text: bare[0].replace(/[,;，、]\s?$/, ''), bare: true, cut: false };
}

/** A text with the pieces that a sign joins to it. */
function withPieces(cursor: Cursor, first: Value): Value {
	let value = first;
	while (value.kind === 'text' && !value.bare) {
		const piece = behindGlue(cursor.text, cursor.at);
		if (piece === undefined) break;
		cursor.at = piece;
		const next = readText(cursor, 'item');
		if (next === undefined) break;
		value = { ...value, text: value.text + next.text, cut: next.cut };
	}
	return value;
}

/** @returns whether what was passed over parts two members */
function skipBetween(cursor: Cursor): boolean {
	const from = cursor.at;
	for (let found = matchAt(passedOver, cursor.text, cursor.at); found !== null; ) {
		cursor.at += found[0].length;
		found = matchAt(passedOver, cursor.text, cursor.at);
	}
	return parting.test(cursor.text.slice(from, cursor.at));
}

function skipRemark(cursor: Cursor): void {
	const found = matchAt(remark, cursor.text, cursor.at);
	if (found !== null) cursor.at += found[0].length;
}
