import type { FoundList } from './found-list';
import { saysSomething } from './visible';

/** What is asked of a list. */
export interface Asked {
	readonly nTips: number;
	/** The prompt: a list whose texts all stand in it is a quote. */
	readonly question: string;
}

const ours = /tips?\b|suggest|advice|recommend|answer|result|output|final|response|here (?:are|is|you go)|ideas|hints/i;
const theirs =
	/\btasks?\b|\bto-?dos?\b|based on|given|\byou (?:gave|said|have|listed)\b|\byour list\b|question|prompt\b|draft/i;
const better =
	/\b(?:final|revised|improved|corrected|updated)\b|\blet me (?:improve|fix|correct|revise|rewrite|try again)\b/i;
/** What a model copies where it was shown a form. */
const placeholder =
	/^(?:[^\p{L}\p{N}]*|<[^<>]*>|(?:your )?(?:short |practical )?(?:tip|text|string|item|suggestion|advice)s?(?: text)?[ _-]?(?:\d{1,2}|one|two|three|four|five|[a-e]|n|x)?(?: (?:here|goes here))?[.…]{0,3})$/iu;
const ofLines: readonly string[] = ['numbered', 'bulleted', 'lines'];

/**
 * The list that is the answer, of all that were found in it. One of the asked length that is no quote of the question comes
 * first; of several, the one that is called final, then those that are not called tasks, those that are called tips or open the answer, then those with a
 * line of their own, then the one in JSON, then the first. Where none has it, lists that follow each other are one.
 * @returns `undefined` where none is the answer
 */
export function chooseList(text: string, found: readonly FoundList[], asked: Asked): FoundList | undefined {
	const isEcho = echoOf(asked);
	const lists = found
		.filter((list) => list.texts.length > 0 && !isInSentence(text, list, asked.nTips))
		.map((list) => ({ ...list, quoted: isEcho(list) || list.texts.every((each) => placeholder.test(each)) }))
		.sort((one, other) => one.start - other.start);
	const own = lists.filter(({ quoted }) => !quoted);
	const joined = joinedLists(text, own, asked.nTips);
	// The lists below titles, without these.
	const below = own.filter(({ form }) => form !== 'titled');
	if (joined.length === 0 && below.length < own.length) joined.push(...joinedLists(text, below, asked.nTips));
	let best: { list: FoundList; rank: number[] } | undefined;
	for (const list of [...lists, ...joined.map((each) => ({ ...each, quoted: false }))]) {
		const rank = rankOf(text, list, asked.nTips);
		if (best === undefined || isHigher(rank, best.rank)) best = { list, rank };
	}
	return best === undefined || isChance(text, best.list, asked.nTips) ? undefined : best.list;
}

/** Tells of a list whether all its texts stand in the question. */
export function echoOf({ question }: Asked): (list: FoundList) => boolean {
	const asked = normal(question);
	return ({ texts }) => asked !== '' && texts.every((each) => isQuote(each, asked));
}

function isHigher(one: readonly number[], other: readonly number[]): boolean {
	const at = one.findIndex((value, place) => value !== other[place]);
	return at !== -1 && (one[at] ?? 0) > (other[at] ?? 0);
}

function rankOf(text: string, list: FoundList & { readonly quoted: boolean }, nTips: number): number[] {
	const { texts, quoted, name = '' } = list;
	const label = labelOf(text, list.start);
	const exact = texts.length === nTips;
	const opens = !saysSomething(label) || /^\W*json\W*$/i.test(label);
	const named = ours.test(name) || (name === '' && (opens || ours.test(label)));
	return [
		Number(exact && !quoted),
		Number(!quoted && texts.length >= Math.min(2, nTips)),
		Number(exact),
		Number(better.test(`${name} ${label}`)),
		Number(!theirs.test(`${name} ${label}`)),
		Number(named),
		Number(standsAlone(text, list)),
		// Lines behind talk may be thoughts; those that open the answer are no such.
		Number(text.startsWith('[', list.start) || !saysSomething(text.slice(0, Math.min(list.start, 300)))),
		Math.min(texts.length, nTips),
	];
}

/** What a sentence quotes in its middle is not the answer, unless it is as long as asked. */
function isInSentence(text: string, list: FoundList, nTips: number): boolean {
	const before = lineBefore(text, list.start);
	const isExact = nTips > 1 && list.texts.length === nTips;
	return !isExact && saysSomething(before) && !/[:：=]\W*$/.test(before) && !standsAlone(text, list);
}

/** A line of a text that happens to begin as an item would. */
function isChance(text: string, { texts, form, start }: FoundList, nTips: number): boolean {
	const before = text.slice(0, start);
	return (
		ofLines.includes(form) &&
		texts.length === 1 &&
		nTips > 1 &&
		saysSomething(before) &&
		!/[:：]$/.test(before.slice(-200).trimEnd())
	);
}

/** What is written right before a list: the rest of its line, or the line above. */
function labelOf(text: string, start: number): string {
	const line = lineBefore(text, start);
	return saysSomething(line) ? line : lineBefore(text, start - line.length - 1).trimEnd();
}

function lineBefore(text: string, start: number): string {
	const before = text.slice(Math.max(0, start - 120), Math.max(0, start));
	return before.slice(before.lastIndexOf('\n') + 1);
}

/** A list in the middle of a sentence is quoted there. */
function standsAlone(text: string, { end }: FoundList): boolean {
	const line = /^(?:(?![,;] ?\(["'])[^\n\r[{]){0,200}/.exec(text.slice(end, end + 200))?.[0] ?? '';
	return !saysSomething(line.replace(/^[\s,;.]{0,20}(?:and|or|und|et|y)\s{0,20}$/i, ''));
}

/** Lists that follow each other, and are as many texts as were asked for, or have nothing between them. */
function joinedLists(text: string, lists: readonly FoundList[], nTips: number): FoundList[] {
	const apart: FoundList[] = [];
	for (const list of lists) {
		if (standsAlone(text, list) && list.start >= (apart.at(-1)?.end ?? 0)) apart.push(list);
	}
	const [first, last] = [apart[0], apart.at(-1)];
	if (first === undefined || last === undefined || apart.length < 2) return [];
	const texts = apart.flatMap((list) => list.texts);
	const adjoin = apart.every((list, at) => at === 0 || areOne(text, apart[at - 1]?.end ?? 0, list.start));
	return texts.length === nTips || adjoin ? [{ texts, start: first.start, end: last.end, form: first.form }] : [];
}

/** Between the parts of one list stands no more than a comma, a line or a number. */
function areOne(text: string, from: number, to: number): boolean {
	return to - from <= 40 && !/\p{L}{2}/u.test(text.slice(from, to).replace(/\b(?:tip|and)\b/gi, ''));
}

function isQuote(text: string, question: string): boolean {
	if (text.length > 1_000) return false;
	const quote = normal(text);
	return quote.length > 2 && question.includes(quote);
}

function normal(text: string): string {
	const words = text.toLowerCase().split(/\s+/).join(' ').trim();
	return /[.,;:!?]$/.test(words.slice(-1)) ? words.slice(0, -1) : words;
}
