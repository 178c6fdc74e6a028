import { withPlainDigits } from '../lenient-json/bare-word';
import type { Scale } from './scales';

/** What a key makes of a number that is being typed. */
export type TypedNumber =
	/** It is whole: no key could go on with it. */
	| { readonly is: 'score'; readonly score: number }
	/** More keys may follow; the enter key ends it where it is a score already. */
	| { readonly is: 'begun'; readonly typed: string }
	/** No score begins so. */
	| { readonly is: 'none' };

type Range = Pick<Scale, 'min' | 'max'>;

/**
 * Adds a key to a number. One key is a score where nothing else begins with it: on a scale from 1 to 5 every digit, on
 * one from 0 to 10 every digit but 1.
 * @param typed what was typed before
 */
export function typeDigit(typed: string, key: string, range: Range): TypedNumber {
	const plain = withPlainDigits(key).replace('−', '-');
	if (!/^[-\d]$/.test(plain)) return { is: 'none' };
	const text = typed + plain;
	if (!couldBecome(text, range)) return { is: 'none' };
	const score = scoreTyped(text, range);
	const goesOn = [...'0123456789'].some((digit) => couldBecome(text + digit, range));
	return score !== null && !goesOn ? { is: 'score', score } : { is: 'begun', typed: text };
}

/** The score that was typed so far, `null` where it is none yet. */
export function scoreTyped(typed: string, { min, max }: Range): number | null {
	if (!/^-?(?:0|[1-9]\d*)$/.test(typed)) return null;
	const score = Number(typed);
	return score >= min && score <= max ? score + 0 : null;
}

/** Whether some score of the range is written so, or begins so. */
function couldBecome(text: string, { min, max }: Range): boolean {
	if (text === '-') return min < 0;
	if (!/^-?(?:0|[1-9]\d*)$/.test(text)) return false;
	const isBelow = text.startsWith('-');
	const [least, most] = isBelow ? [Math.max(1, -max), -min] : [Math.max(0, min), max];
	const begun = Math.abs(Number(text));
	const longest = String(Math.max(0, most)).length;
	for (let more = 0; more + String(begun).length <= longest; more += 1) {
		const from = begun * 10 ** more;
		const to = from + 10 ** more - 1;
		// Nothing follows a leading 0.
		if (begun === 0 && more > 0) break;
		if (from <= most && to >= least) return true;
	}
	return false;
}
