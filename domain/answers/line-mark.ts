import { matchAt } from './cursor';
import { otherNumeral, type Reading, readingsOf, ringedNumeral, spelledNumeral } from './numerals';
import { isQuoted } from './quotes';
import { tipOrStepWord, tipWord } from './tip-words';
import { visible } from './visible';

/** How a line begins. */
export interface LineMark {
	/** `spaced`: nothing but a space stands between numeral and text, so it may be none of a list. `titled`: a heading. */
	readonly kind: 'numbered' | 'spaced' | 'bulleted' | 'titled' | 'quoted';
	/** What its numeral may stand for; none where it has none. */
	readonly readings: readonly Reading[];
	/** '' where it has none. */
	readonly bullet: string;
	/** What stands behind the mark. */
	readonly text: string;
}

/** A line without its indent, and what that and its other wrapping say. */
export interface Line {
	/** Columns before the text; a tab counts 4. */
	readonly indent: number;
	/** It was marked as a heading. */
	readonly heading: boolean;
	readonly text: string;
}

/** Indent, unseen marks, the mark of a quote, and the mark of a heading. */
const lead = /([ \t\u00A0\u3000]*)[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]*(?:>[ \t]?)*([ \t]*)(#{1,6}[ \t]+)?/y;
/** Bullets that need a space behind them, those that have a name, and those that need none before a letter. */
const dash =
	/(?:(?:-{1,2}>|=>|--)[ \t]+|\*\*[ \t]+(?![^*\n]*\*\*:?$)|[-*+–—•·‣⁃▪▫◦●○■□◆◇▶►▸→⇒➤➔➜➢✓✔✅☑☐★☆☞※・*－~▷❖✦✧\uF0B7](?:[ \t\u00A0\u2000-\u200A\u3000]+|$)|\\[-*+][ \t]+|\\item\b[ \t]{0,9}|\[\*\][ \t]{0,9}|&bull;[ \t]{0,9}|#?\.[ \t]+|[-–•·‣▪◦●○■◆►▸→➤✓✔✅★☆※・](?=[\p{L}"“'*]))/iuy;
const tipLabel = new RegExp(`${tipWord} ?[:：][ \\t]*(?=\\S)`, 'iuy');
const pictured =
	'(?:\\p{Extended_Pictographic}|\\p{Regional_Indicator}{2})(?:\\uFE0F|\\u200D\\p{Extended_Pictographic}|\\p{Emoji_Modifier})*';
const picture = new RegExp(`${pictured}(?!\\u20E3)[ \\t:]*`, 'uy');
const checkbox = /\[[ xX✓✔]?\][ \t]+/y;
const emphasis = /(?:\*{1,3}|_{1,3}|~~|<(?:b|strong)>)(?=\S)/y;
/** `Tip `, `Quick tip `, `Tip #`, `No. `, `第`. */
const label =
	'(?:(?:(?:[\\p{L}\\p{M}]{1,20}[ ]){1,2}(?=[^\\p{Nd}]{0,24}\\p{Nd}))?[\\p{L}\\p{M}]{1,20}(?:[ _-]|[ ][-–][ ])?(?:(?:#|№|n[°ºo]\\.?|no?\\.?|nr\\.?)[ ]?)?|#[ ]?|№[ ]?|n[°ºo]\\.?[ ]|n[or]\\.[ ]?|第)';
/** `1/3`, `1 of 3`. */
const total = '(?:[ ]?(?:/|of|von|de|из|sur)[ ]?\\p{Nd}{1,3})?';
const separator = '\\\\?[.):;；=\\]}>．：）】」、,،۔।/|~·•º°፡፦፥።៖។၊။།։]|[-–—](?![\\p{Nd}])';
/** Pictures between a numeral and its colon. */
const pictures = `(?:[ ]?(?:${pictured}){1,3}(?=[ ]?(?:\\*\\*|__)?[ ]?(?:[:：.)–—-]|$)))?`;
/** `1st tip:`, `1ª dica:`. */
const tipBehind = `(?:[ ]?${tipOrStepWord}(?=[ ]?[:：]))?`;

const ring = new RegExp(`(?:${ringedNumeral})`, 'uy');
const numbered = new RegExp(
	`["“']?(?<wrap>[([{【（［〔](?=[^\\n)\\]}】）］〕]{1,24}[)\\]}】）］〕]))?(?:(?<label>${label}))?(?<open>[([{<【（［「〔«])?(?<numeral>\\p{Nd}{1,3}|${spelledNumeral}|(?:(?<![\\p{L}\\p{M}])|(?<=第))(?:${otherNumeral}))` +
		`(?<ordinal>st|nd|rd|th|º|ª|°|(?:er|re|ère|e|è?me|ème|r[oa]|d[oa]|t[oa])(?![\\p{L}\\p{M}])|번째?|つ目|[条條个個番])?${total}(?:["”'](?=[ ]?:))?${tipBehind}${pictures}(?<close>[)\\]}>】）］」〕»])?(?<bold>\\*\\*|__)?[ \\t]?(?<separator>\\.{3,12}|…{1,2}|[-–—]{2,5}(?!\\p{Nd})|(?:${separator}){1,2})?`,
	'iuy',
);
const endOfEmphasis = /\*{1,3}|_{1,3}|~~|<\/(?:b|strong)>/y;
const behindNumeral = /[ \t]?(?:[:.)\-–—•*][ \t])?[ \t\u3000]*/y;

/** Takes a line apart from its left. */
export function lineOf(raw: string): Line {
	const [all = '', indent = '', inner = '', heading] = matchAt(lead, raw, 0) ?? [];
	const columns = [...`${indent}${inner}`].reduce((sum, each) => sum + (each === '\t' ? 4 : 1), 0);
	return { indent: columns, heading: heading !== undefined, text: visible(raw.slice(all.length)) };
}

/**
 * How a line begins: with a numeral of any script, a bullet, or wholly in quotes.
 * @param text of the line, without its indent
 */
export function markOf(text: string): LineMark | undefined {
	if (text === '') return undefined;
	const whole = quotedMark(text) ?? numberedMark(text);
	const bullet = bulletAt(text);
	if (whole !== undefined || bullet === undefined) return whole;
	const inner = text.slice(bullet.length);
	const box = matchAt(checkbox, inner, 0)?.[0].length ?? 0;
	const within = numberedMark(inner.slice(box));
	if (within?.kind === 'numbered') return within;
	return { kind: 'bulleted', readings: [], bullet: bullet.trim(), text: inner.slice(box) };
}

function bulletAt(text: string): string | undefined {
	const box = matchAt(checkbox, text, 0);
	return (box ?? matchAt(dash, text, 0) ?? matchAt(tipLabel, text, 0) ?? matchAt(picture, text, 0))?.[0];
}

function numberedMark(text: string): LineMark | undefined {
	const wrapped = matchAt(emphasis, text, 0)?.[0] ?? '';
	// A picture before the numeral is no text where emphasis holds both.
	const from = wrapped.length + (wrapped === '' ? 0 : (matchAt(picture, text, wrapped.length)?.[0].length ?? 0));
	const ringed = matchAt(ring, text, from);
	const found = ringed ?? matchAt(numbered, text, from);
	const groups = found?.groups ?? {};
	const readings = readingsOf(ringed?.[0] ?? groups.numeral ?? '');
	if (found === null || readings.length === 0) return undefined;
	const end = from + found[0].length;
	const spaced = ringed === null && !groups.close && !groups.separator && !groups.bold && text[end] !== undefined;
	if (ringed === null && !isMark(groups, text, end, wrapped !== '')) return undefined;
	const ended = wrapped === '' ? 0 : (matchAt(endOfEmphasis, text, end)?.[0].length ?? 0);
	const behind = matchAt(behindNumeral, text, end + ended)?.[0].length ?? 0;
	// Where the emphasis goes on behind the numeral, it belongs to the text.
	const emphasised = groups.bold === undefined && ended === 0 ? wrapped : '';
	return {
		kind: spaced ? 'spaced' : 'numbered',
		readings,
		bullet: '',
		text: emphasised + text.slice(end + ended + behind),
	};
}

/** `7:30`, `1.5`, `e.g.` and `Room 2 is` begin with no mark of a list. */
function isMark(
	groups: Readonly<Record<string, string | undefined>>,
	text: string,
	end: number,
	wrapped: boolean,
): boolean {
	const next = text[end];
	const isDigits = /^\p{N}/u.test(groups.numeral ?? '');
	const labelled = groups.label !== undefined && /[\p{L}№#]/u.test(groups.label);
	if ((groups.open ?? groups.wrap) !== undefined && groups.close === undefined) return false;
	if (groups.close === undefined && groups.separator === undefined) {
		if (/[ºª°]/.test(groups.ordinal ?? ''))
			return next === undefined || /[\p{L}\s]/u.test(next + (text[end - 1] ?? ''));
		if (next === undefined || groups.bold !== undefined) return labelled || isDigits || groups.ordinal !== undefined;
		// `Tip 1 is to rest` is a sentence.
		if (labelled && !/[\p{Lu}\p{Lo}]/u.test(next)) return false;
		return isDigits && groups.ordinal === undefined && (wrapped || /[ \t]/.test(text[end - 1] ?? ''));
	}
	if (/^[-–—]/.test(groups.separator ?? '') && !/\s/.test(text.slice(end - 2, end + 1))) return false;
	if (!isDigits && groups.separator?.startsWith(',')) return false;
	if (next === undefined || /[\s*_]/.test(next) || /[ \u3000]/.test(text[end - 1] ?? '')) return true;
	if (/[^\x20-\x7e]/.test(groups.separator ?? groups.close ?? '')) return true;
	return (isDigits || labelled) && !/\p{Nd}/u.test(next);
}

function quotedMark(text: string): LineMark | undefined {
	const bare = text.replace(/[,;，、؛،]$/, '').trimEnd();
	const bracketed = /^[[{【]([^[\]{}【】"]*\p{L}[^[\]{}【】"]*)[\]}】]$/u.exec(bare)?.[1];
	if (bracketed !== undefined) return { kind: 'quoted', readings: [], bullet: '', text: bracketed };
	return isQuoted(bare) ? { kind: 'quoted', readings: [], bullet: '', text: bare } : undefined;
}
