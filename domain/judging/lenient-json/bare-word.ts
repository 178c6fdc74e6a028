import type { Place } from './place';
import type { Scalar } from './tree';

/** What a word without quotes means, and how it would be in JSON where it is none. */
export interface BareWord {
	readonly value: Scalar;
	readonly mend?: string;
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const otherNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const otherWords = new Map<string, boolean | null>([
	['true', true],
	['false', false],
	['null', null],
	['none', null],
	['nil', null],
	['undefined', null],
	['nan', null],
]);

/** @returns `null` where it means nothing */
export function readBareWord(text: string, place: Place): BareWord | null {
	if (text === 'null') return { value: { kind: 'null', value: null, place } };
	if (text === 'true' || text === 'false') return { value: { kind: 'boolean', value: text === 'true', place } };
	if (jsonNumber.test(text)) return { value: { kind: 'number', value: Number(text), raw: text, place } };
	const raw = withPlainDigits(text);
	if (otherNumber.test(raw)) {
		const mend = raw === text ? 'numbers written as JSON does not write them' : 'digits of other scripts';
		return { value: { kind: 'number', value: Number(raw), raw, place }, mend };
	}
	const other = otherWords.get(text.toLowerCase());
	if (other === undefined) return null;
	const mend = 'words of other languages than JSON (None, True, NaN, …)';
	if (other === null) return { value: { kind: 'null', value: null, place }, mend };
	return { value: { kind: 'boolean', value: other, place }, mend };
}

/** A text with the digits of all scripts as 0 to 9: `４`, `٤`, `४`, `4️⃣`. */
export function withPlainDigits(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\ufe0f\u20e3]/g, '')
		.replace(/\p{Nd}/gu, (digit) => {
			const code = digit.codePointAt(0) ?? 0;
			// A script's ten digits begin at a code that ends with 0 or with 6.
			const begin = code - (code % 16);
			const zero = /\p{Nd}/u.test(String.fromCodePoint(begin)) ? begin : begin + 6;
			return String(code - zero);
		});
}
