import { type Cursor, matchAt, skipSpace } from './cursor';
import { closingsOf, openingQuotes } from './quotes';

/** Where a quoted text stands: what may follow its end depends on it. */
export type Place = 'item' | 'key' | 'value';

/** A text as it was read; `cut` where nothing closes it before the end. */
export interface TextRead {
	readonly text: string;
	readonly cut: boolean;
}

export const separators = ',;，；、،؛|';
export const closers = ']})）］】';

/** What begins an item or a member, behind a comma. */
const itemStart = new RegExp(
	`[${openingQuotes}[{\\\\]|//|/\\*|# |<!--|\\.\\.\\.|…|` +
		`(?:null|true|false|None|True|False|-?\\d[\\d.]{0,20})\\s?[${separators}\\]})]|` +
		`(?:\\p{L}{1,12} ?)?#?\\p{Nd}{1,3} ?[.):] ?[${openingQuotes}]|[-*•] [${openingQuotes}]|` +
		`(?:and|or|und|et|y|e|и) [${openingQuotes}]|[bfruBFRUL@$]{1,2}["']|[\\w-]{1,30} ?[:=]`,
	'uy',
);
const opensWord = new RegExp(`[${openingQuotes}][\\p{L}\\p{N}]`, 'uy');
const opensText = new RegExp(`[${openingQuotes}]\\S`, 'y');
/** Quotes that say by their form that they close, and those that then open the next text at once. */
const closesForSure = '”»›」』';
const opensForSure = '“„«‹「『《';
/** Between the pieces of one text: a plus, or another sign where a blank at the end of one or the begin of the other says so. */
const plus = new RegExp(`\\s{0,200}\\+\\s{0,200}[fruFRU@$]{0,2}(?=[${openingQuotes}])`, 'y');
const sign = '\\s{0,200}(?:\\.{1,2}|&|<>|\\\\(?=\\s{0,20}\\n))\\s{0,200}';
const behindBlank = new RegExp(`${sign}(?=[${openingQuotes}])`, 'y');
const beforeBlank = new RegExp(`${sign}(?=[${openingQuotes}] [\\p{L}\\p{N}])`, 'uy');
/** A note behind an item, to the end of its line. */
export const remark = /[^\S\n]{0,40}(?:[-–—←][^\n\]}]{0,300})?\n/y;
const bracketed = /\s?\((?!["'“‘])[^()\n"]{0,200}\)/y;

/**
 * Reads a quoted text. Its closing quote is one behind which a list or an object goes on or ends, so that quotes which a
 * model forgot to escape stay part of the text. A line that ends with a comma before one that opens a text closes it too.
 * Looks at each character a bounded number of times.
 * @returns `undefined` where no quote opens
 */
export function readText(cursor: Cursor, place: Place): TextRead | undefined {
	const { text } = cursor;
	const quote = text[cursor.at];
	const closings = closingsOf(quote);
	if (quote === undefined || closings === undefined) return undefined;
	const marks = text.startsWith('"""', cursor.at) || text.startsWith("'''", cursor.at) ? 3 : 1;
	const start = cursor.at + marks;
	for (let at = start; at < text.length; at += 1) {
		const character = text[at] ?? '';
		if (character === '\\') at += 1;
		else if (character === '\n' && linesPart(text, at)) return take(cursor, start, at, at, place);
		else if (!closings.includes(character) || (marks === 3 && !text.startsWith(quote.repeat(3), at))) continue;
		else if (closesAt(text, at + marks, place)) return take(cursor, start, at, at + marks, place);
	}
	cursor.at = text.length;
	return { text: unescaped(text.slice(start)), cut: true };
}

function take(cursor: Cursor, start: number, end: number, next: number, place: Place): TextRead {
	cursor.at = next;
	const inner = cursor.text.slice(start, end);
	return { text: unescaped(end === next && place !== 'key' ? inner.replace(/[,，、;] ?$/, '') : inner), cut: false };
}

function linesPart(text: string, lineEnd: number): boolean {
	const next = skipSpace(text, lineEnd);
	return /[,，、;] ?\r?$/.test(text.slice(lineEnd - 3, lineEnd)) && matchAt(opensText, text, next) !== null;
}

function closesAt(text: string, behind: number, place: Place): boolean {
	const from = matchAt(bracketed, text, behind) === null ? behind : bracketed.lastIndex;
	const at = skipSpace(text, from);
	const next = text[at];
	if (place === 'key') return next !== undefined && ':=：'.includes(next);
	if (next === undefined || closers.includes(next)) return true;
	if (at === behind && touches(text, behind)) return true;
	if (behindGlue(text, behind) !== undefined) return true;
	if (separators.includes(next)) return goesOnBehind(text, at + 1);
	if (next === '.') return skipSpace(text, at + 1) === text.length;
	if (':=：'.includes(next)) return closingsOf(text[skipSpace(text, at + 1)]) !== undefined;
	if (/\/\/|\/\*|<!--/.test(text.slice(at, at + 4)) || (next === '#' && at > from)) return true;
	const between = text.slice(from, at);
	if (between.includes('\n') && (closingsOf(next) !== undefined || /\n[ \t\r]{0,20}\n/.test(between))) return true;
	if (at > from && matchAt(opensWord, text, at) !== null) return true;
	return matchAt(remark, text, from) !== null && opensOrCloses(text[skipSpace(text, remark.lastIndex)]);
}

/** Whether the next text opens right behind the quote: `「…」「…」`, `"Rest.""Eat."`. */
function touches(text: string, behind: number): boolean {
	const [quote = '', next = ''] = [text[behind - 1], text[behind]];
	if (closesForSure.includes(quote) && next !== '' && opensForSure.includes(next)) return true;
	return (
		quote === '"' && next === '"' && /[.!?。]/.test(text[behind - 2] ?? '') && matchAt(opensWord, text, behind) !== null
	);
}

function goesOnBehind(text: string, from: number): boolean {
	const at = skipSpace(text, from);
	const next = text[at];
	if (next === undefined || closers.includes(next) || separators.includes(next)) return true;
	return text.slice(from, at).includes('\n') || matchAt(itemStart, text, at) !== null;
}

/** The place behind a sign that joins the next text to one that was closed: `"Rest " + "now."`. */
export function behindGlue(text: string, closed: number): number | undefined {
	const afterBlank = /\s/.test(text[closed - 2] ?? '') ? matchAt(behindBlank, text, closed) : null;
	const found = matchAt(plus, text, closed) ?? afterBlank ?? matchAt(beforeBlank, text, closed);
	return found === null ? undefined : closed + found[0].length;
}

function opensOrCloses(character: string | undefined): boolean {
	return character !== undefined && (closers.includes(character) || closingsOf(character) !== undefined);
}

function unescaped(inner: string): string {
	if (!/[\\\p{Cc}]/u.test(inner)) return inner;
	const json = inner
		.replace(/\\.|"/gs, (found) => (found === '"' ? '\\"' : found === `\\'` ? "'" : found))
		.replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
	try {
		return JSON.parse(`"${json}"`) as string;
	} catch {
		return inner.replace(/\\(["'`“”])/g, '$1');
	}
}
