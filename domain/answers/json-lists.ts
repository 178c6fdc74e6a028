import type { Cursor } from './cursor';
import type { FoundList } from './found-list';
import { readItems, readValue } from './lenient-json';
import { openingQuotes } from './quotes';
import { listsIn, type NamedTexts } from './value-lists';

/** How often all of a text may be looked at again, because a quote that was never closed has swallowed a list. */
const looks = 4;

/**
 * All lists of a text that stand in brackets or braces, or whose brackets were forgotten. Takes time linear in its length.
 */
export function jsonLists(text: string, nTips: number): FoundList[] {
	const found: FoundList[] = [];
	let spent = 0;
	for (let start = nextOpening(text, 0); start !== -1; ) {
		const cursor: Cursor = { text, at: start };
		const value = readValue(cursor);
		const lists = value === undefined ? [] : listsIn(value, nTips).flatMap((list) => asList(list, text, nTips));
		const form = value?.kind === 'object' && !text.startsWith('[', start) ? 'object' : 'list';
		// In `tasks["name"]` the bracket opens no list, in `List.of("…", "…")` it does.
		const isCall = opensCall(text, start) && !lists.some(({ texts }) => texts.length > 1);
		const broken = spent < looks * text.length && (isCall || lists.some(isBroken));
		if (isCall || broken) spent += cursor.at - start;
		else for (const { name, texts } of lists) found.push({ texts, start, end: cursor.at, form, name });
		start = nextOpening(text, broken ? start + 1 : Math.max(cursor.at, start + 1));
	}
	return found.length > 0 ? found : [...withoutBrackets(text, nTips), ...cornerRuns(text)];
}

/** Whether a bracket stands behind a name, and that is none of a list. */
function opensCall(text: string, start: number): boolean {
	const before = text.slice(Math.max(0, start - 12), start);
	return /[\w)]$/.test(before) && !/(?:array|list|listOf|\.of|set|tuple|seq|vec)$/i.test(before);
}

/** Texts in corner brackets that follow each other, wherever in a line. */
function cornerRuns(text: string): FoundList[] {
	return [...text.matchAll(/(?:[「『【][^「」『』【】\n]{1,600}[」』】][、，,\s]{0,3}){2,}/g)].map((run) => ({
		texts: [...run[0].matchAll(/[「『【]([^」』】]*)/g)].map(([, inner = '']) => inner),
		start: run.index,
		end: run.index + run[0].length,
		form: 'list',
	}));
}

const quote = '["\'“‘„«]';
/** Brackets that open a list, or the values of a call that makes one: `List.of("…")`, `ARRAY['…']`, `(list "…")`. */
const opening = new RegExp(
	'(?<![\\w\\])])[[［]|(?<=["\'”’]\\s{0,3}\\])\\[(?=\\s{0,3}["\'“‘])|(?<=```(?:json|JSON|python|js))\\[|\\{|' +
		`(?<=\\w)\\[(?=\\s{0,20}${quote})|` +
		`\\((?=\\s{0,20}(?:(?:list|vector)\\s)?(?:(?:new )?[\\w.:]{1,30}\\(\\s{0,20})?(?:\\w{1,30}\\s{0,4}=>?\\s{0,4})?[@$]?${quote})`,
	'g',
);

function nextOpening(text: string, from: number): number {
	opening.lastIndex = from;
	return opening.exec(text)?.index ?? -1;
}

/** A quote that was never closed has swallowed the begin of another list. */
function isBroken({ texts }: { readonly texts: readonly string[] }): boolean {
	return texts.length > 1 && texts.some((text) => /\[\s?["“]/.test(text));
}

/** Words in brackets are a list only line by line, or where they are all there is and as many as were asked for. */
function asList(
	{ name, texts, bare }: NamedTexts,
	text: string,
	nTips: number,
): readonly { name: string; texts: readonly string[] }[] {
	if (texts.length > (bare ? 1 : 0)) return [{ name, texts: withForgottenQuotes(texts, nTips) }];
	const words = texts[0]?.split(/[,;，、] ?/) ?? [];
	const isAll = /^\s{0,20}[[{［]/.test(text) && /[\]}］]\s{0,20}$/.test(text.slice(-40));
	return isAll && words.length === nTips ? [{ name, texts: words }] : [];
}

/** One of a text's two quotes was forgotten, so that the next text is a part of it: `["Rest.", Eat.", "Walk."]`. */
function withForgottenQuotes(texts: readonly string[], nTips: number): readonly string[] {
	if (texts.length < 2 || texts.length >= nTips) return texts;
	const parts = texts.flatMap((text) => {
		// A pair of them is a quote within a text.
		if ((text.match(/["“”]/g)?.length ?? 0) % 2 === 0) return text;
		return text.split(/["”] ?, ?["“]?(?=[\p{L}\p{N}])|, ?["“](?=[\p{L}\p{N}])/u);
	});
	return parts.length === nTips ? parts : texts;
}

/** Quoted texts with commas between, of at least two. */
function withoutBrackets(text: string, nTips: number): FoundList[] {
	const found: FoundList[] = [];
	const opening = new RegExp(`(?:^|\\n|[:：])\\s{0,20}(?=[${openingQuotes}])`, 'g');
	for (let line = opening.exec(text); line !== null; line = opening.exec(text)) {
		const start = line.index + line[0].length;
		const cursor = { text, at: start };
		const texts = listsIn(readItems(cursor), nTips).flatMap((list) => list.texts);
		if (texts.length > 1) found.push({ texts, start, end: cursor.at, form: 'list' });
		opening.lastIndex = Math.max(cursor.at, start + 1);
	}
	return found;
}
