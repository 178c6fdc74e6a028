/**
 * A set of cell indexes as text: ranges, `0-499,502`, while those are short, otherwise a bitmap, `~0:_3wB`, of six
 * indexes a character. History carries this instead of a hundred thousand numbers: at most 17 KB for a hundred thousand
 * cells, far below the 256 KB at which Temporal warns, whichever of them it holds.
 */
export type IndexRanges = string;

/** People read ranges in history, so a bitmap only takes over where they could not. */
const readableLength = 1_000;

const bitmapMark = '~';
const indexesPerDigit = 6;
/** That of base64url. In a digit the lowest bit is the first index. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @param indexes whole numbers from 0, ascending, none twice */
export function toRanges(indexes: readonly number[]): IndexRanges {
	const ranges: string[] = [];
	for (let at = 0; at < indexes.length; ) {
		let end = at;
		while (indexes[end + 1] === (indexes[end] as number) + 1) end += 1;
		ranges.push(rangeText(indexes[at] as number, indexes[end] as number));
		at = end + 1;
	}
	const text = ranges.join(',');
	const [first = 0, last = 0] = [indexes[0], indexes.at(-1)];
	const bitmapLength = (last - first) / indexesPerDigit;
	return text.length <= Math.max(readableLength, bitmapLength) ? text : toBitmap(first, last, indexes);
}

/** The indexes of {@link toRanges}'s text, ascending. */
export function fromRanges(set: IndexRanges): number[] {
	return takeFirst(set, Number.POSITIVE_INFINITY).indexes;
}

/** The first members of a set, at most `count`, and the set of the others, at the cost of those taken. */
export function takeFirst(set: IndexRanges, count: number): { indexes: number[]; rest: IndexRanges } {
	return set.startsWith(bitmapMark) ? takeFromBitmap(set, count) : takeFromRanges(set, count);
}

/** How many members a set has. */
export function countIndexes(set: IndexRanges): number {
	if (set.startsWith(bitmapMark)) return fromRanges(set).length;
	return rangesIn(set).reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

function rangesIn(text: string): [number, number][] {
	return text === '' ? [] : text.split(',').map(readRange);
}

function readRange(text: string): [number, number] {
	const [first = 0, last = first] = text.split('-').map(Number);
	return [first, last];
}

function rangeText(first: number, last: number): string {
	return first === last ? `${first}` : `${first}-${last}`;
}

function takeFromRanges(text: string, count: number): { indexes: number[]; rest: IndexRanges } {
	const indexes: number[] = [];
	let at = 0;
	while (at < text.length && indexes.length < count) {
		const comma = text.indexOf(',', at);
		const end = comma === -1 ? text.length : comma;
		const [first, last] = readRange(text.slice(at, end));
		const lastTaken = Math.min(last, first + count - indexes.length - 1);
		for (let index = first; index <= lastTaken; index += 1) indexes.push(index);
		if (lastTaken < last) return { indexes, rest: rangeText(lastTaken + 1, last) + text.slice(end) };
		at = end + 1;
	}
	return { indexes, rest: text.slice(at) };
}

function toBitmap(first: number, last: number, indexes: readonly number[]): string {
	const values = new Uint8Array(Math.floor((last - first) / indexesPerDigit) + 1);
	for (const index of indexes) {
		const place = index - first;
		const at = Math.floor(place / indexesPerDigit);
		values[at] = (values[at] ?? 0) | (1 << (place % indexesPerDigit));
	}
	return bitmapText(first, Array.from(values, (value) => digits[value]).join(''));
}

/** @param first the index that the first bit stands for */
function bitmapText(first: number, bits: string): string {
	return `${bitmapMark}${first}:${bits}`;
}

function takeFromBitmap(text: string, count: number): { indexes: number[]; rest: IndexRanges } {
	const indexes: number[] = [];
	const colon = text.indexOf(':');
	let first = Number(text.slice(bitmapMark.length, colon));
	for (let at = colon + 1; at < text.length; at += 1) {
		let value = digits.indexOf(text.charAt(at));
		for (let place = 0; place < indexesPerDigit; place += 1) {
			const bit = 1 << place;
			if ((value & bit) === 0) continue;
			if (indexes.length >= count) return { indexes, rest: bitmapText(first, digits[value] + text.slice(at + 1)) };
			indexes.push(first + place);
			value &= ~bit;
		}
		first += indexesPerDigit;
	}
	return { indexes, rest: '' };
}
