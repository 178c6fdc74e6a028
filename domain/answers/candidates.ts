import { type Asked, chooseList, echoOf } from './choose-list';
import { codeLists } from './code-lists';
import type { CandidateForm, FoundList } from './found-list';
import { inlineLists } from './inline-lists';
import { jsonLists } from './json-lists';
import { lineLists } from './line-lists';
import { bareLists, entities, tagLists } from './marked-lists';
import { withWholeBold } from './plain-text';
import { isQuoted, unquoted } from './quotes';
import { tableLists } from './table-lists';
import { withoutThinking } from './thinking';
import { tidy } from './tidy-texts';
import { withoutTomlTables } from './toml-tables';
import { saysSomething, visible } from './visible';

/** What could be read from an output: only what the model wrote. */
export interface Candidates {
	/** Trimmed, none empty, at most as many as were asked for, and at most 50. */
	readonly tips: readonly string[];
	/** Whether the whole answer, white space around it aside, is one JSON list of exactly the asked number of texts. */
	readonly asked_format: boolean;
	readonly form: CandidateForm;
	/** The model thought, and wrote no answer: that says nothing about the prompt. */
	readonly thinking_only: boolean;
}

/** More tips than any bench can ask for. */
const mostTips = 50;

/**
 * Reads the candidates from a model's output, thinking aside. In the asked format is one JSON list of `nTips` non-empty
 * strings and nothing else; docs/answers.md says what else is read. What is no list is one candidate, whole; only an empty
 * answer, or an empty list, has none. Never throws, and takes time linear in the output's length.
 * @param nTips how many were asked for, 1–50; of more only the first count
 * @param question the prompt as it was sent: a list quoted from it is not the answer, where there is another
 */
export function parseCandidates(output: string, nTips: number, question = ''): Candidates {
	const { answer: part, thinkingOnly, bare } = withoutThinking(output);
	const answer = visible(part);
	const most = Math.min(nTips, mostTips);
	const asked = readAsked(answer, nTips);
	if (asked !== undefined) return { ...candidates(asked.slice(0, most), 'list'), asked_format: bare };
	const whole = visible(unquoted(answer));
	if (whole === '' || isEmptyJson(answer)) return { ...candidates([], 'none'), thinking_only: thinkingOnly };
	const { tips, form } = readList(part, { nTips, question });
	return tips.length > 0 ? candidates(tips.slice(0, most), form) : candidates([whole], 'whole');
}

function candidates(tips: readonly string[], form: CandidateForm): Candidates {
	return { tips, asked_format: false, form, thinking_only: false };
}

/** A text that tidying would leave nothing of stays as it was written: as many were asked for, and are there. */
function readAsked(answer: string, nTips: number): string[] | undefined {
	if (!answer.startsWith('[') || !answer.endsWith(']')) return undefined;
	const value = jsonOf(answer);
	if (!Array.isArray(value) || value.length !== nTips) return undefined;
	const texts = value.filter((text): text is string => typeof text === 'string').map(visible);
	if (texts.length !== nTips || texts.includes('')) return undefined;
	const tips = tidy(texts);
	return tips.length === nTips ? tips : texts;
}

interface Read {
	readonly tips: readonly string[];
	readonly form: CandidateForm;
}

function readList(answer: string, asked: Asked, depth = 0): Read {
	const text = withoutTomlTables(withWholeBold(unescapedOnce(withoutEntities(answer))));
	const structured = [
		...jsonLists(text, asked.nTips),
		...codeLists(text),
		...tagLists(text),
		...tableLists(text, asked.nTips),
		...lineLists(text, asked.nTips),
	];
	const list = chosen(text, structured, asked);
	const tips = tidy((list?.texts ?? []).map(withoutBrackets));
	const [only] = list?.texts ?? [];
	// One text where several were asked for may be the whole list again: inside a string, or on one line.
	if (tips.length === 1 && only !== undefined && asked.nTips > 1 && depth < 2) {
		const inner = readList(only, asked, depth + 1);
		if (inner.tips.length > 1) return inner;
	}
	if (list === undefined && depth < 2) return readWithin(text, asked, depth + 1);
	return { tips, form: list === undefined ? 'none' : formOf(text, list) };
}

/** The list that one text of some JSON holds: what a tool was called with, say. */
function readWithin(text: string, asked: Asked, depth: number): Read {
	const found = textsWithin(jsonOf(unfenced(text)), 0)
		.filter((each) => /[[{\n]/.test(each))
		.slice(0, 12)
		.map((each) => readList(each, asked, depth))
		.filter(({ tips }) => tips.length > 1);
	const read = found.find(({ tips }) => tips.length === asked.nTips) ?? found[0];
	return read ?? { tips: [], form: 'none' };
}

function textsWithin(value: unknown, depth: number): string[] {
	if (typeof value === 'string') return [value];
	if (value === null || typeof value !== 'object' || depth > 12) return [];
	return Object.values(value).flatMap((each) => textsWithin(each, depth + 1));
}

function chosen(text: string, structured: readonly FoundList[], asked: Asked): FoundList | undefined {
	const isExact = structured.some(({ texts }) => texts.length === asked.nTips);
	const best = chooseList(text, isExact ? structured : [...structured, ...inlineLists(text, asked.nTips)], asked);
	if (best === undefined) return chooseList(text, bareLists(text, asked.nTips), asked);
	return echoOf(asked)(best) ? (besideEcho(text, best, asked) ?? best) : best;
}

/** Texts without marks, as many as were asked for, beside a list that was only quoted from the question. */
function besideEcho(text: string, { start, end }: FoundList, asked: Asked): FoundList | undefined {
	const isEcho = echoOf(asked);
	const lineStart = text.lastIndexOf('\n', start - 1) + 1;
	const lineEnd = /\n|$/.exec(text.slice(end))?.index ?? 0;
	// The line above may announce the quote.
	const before = text
		.slice(0, lineStart)
		.trimEnd()
		.replace(/(?<=^|\n)[^\n]{0,200}[:：]$/, '');
	return [text.slice(end + lineEnd), before]
		.map((part) => part.replace(/```\w{0,20}/g, '').trim())
		.flatMap((part) => [...inlineLists(part, asked.nTips), ...bareLists(part, asked.nTips)])
		.find((list) => !isEcho(list));
}

/** An item such as `["Rest."]`. */
function withoutBrackets(text: string): string {
	if (!/^[[{]/.test(text) || !/[\]}]$/.test(text.slice(-1))) return text;
	const [only, ...others] = jsonLists(text, 1).flatMap(({ texts }) => texts);
	return only === undefined || others.length > 0 ? text : only;
}

function formOf(text: string, { form, start }: FoundList): CandidateForm {
	if (form !== 'list' && form !== 'object') return form;
	return (text.slice(0, start).split('```').length - 1) % 2 === 1 ? 'fenced' : form;
}

/** JSON whose quotes were escaped for HTML. */
function withoutEntities(text: string): string {
	return text.includes('&quot;') && !text.includes('"') ? entities(text) : text;
}

/** JSON inside a JSON string, whole or only its escapes; and line ends that were written as `\n`. */
function unescapedOnce(text: string): string {
	const value = jsonOf(text);
	if (value !== undefined) return typeof value === 'string' ? value : text;
	if (isQuoted(text.trim()) && text.trim().includes('\n')) return unquoted(text.trim());
	const inner = text.replace(/^"|"$/g, '');
	if (/[[{](?:\s|\\n){0,40}\\"/.test(inner) && !/(?<!\\)"/.test(inner)) {
		return inner.replaceAll('\\"', '"').replaceAll('\\n', '\n');
	}
	return text.includes('\n') || /^\s*[[{"]/.test(text) ? text : text.replaceAll('\\n', '\n');
}

/** Whether it is JSON with no text and no number in it: `[]`, `{"tips": [""]}`. */
function isEmptyJson(answer: string): boolean {
	return isEmpty(jsonOf(unfenced(answer)), 0);
}

function unfenced(text: string): string {
	return visible(/^```\w{0,20}\s(.*)```$/s.exec(visible(text))?.[1] ?? text);
}

function isEmpty(value: unknown, depth: number): boolean {
	if (value === null || (typeof value === 'string' && !saysSomething(value))) return true;
	if (depth > 12 || typeof value !== 'object') return false;
	return Object.values(value).every((each) => isEmpty(each, depth + 1));
}

/** `undefined` where it is none, which its ends tell soonest. */
function jsonOf(text: string): unknown {
	if (!/^\s*(?:\[|\{|"(?![\s,]))/.test(text) || !/[\]}"]\s{0,20}$/.test(text.slice(-21))) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
