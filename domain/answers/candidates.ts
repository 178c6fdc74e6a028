import { readListAt } from './json-list';
import { endOfObject } from './json-parts';
import { readLineList } from './line-list';
import { textsOfNumbered } from './list-item';

/** How the candidates stood in the output. */
type CandidateForm = 'list' | 'object' | 'fenced' | 'numbered' | 'bulleted' | 'none';

/** What could be read from an output: only what the model wrote. */
export interface Candidates {
	/** Trimmed, none empty, at most as many as were asked for, and at most 50. */
	readonly tips: string[];
	/** Whether the whole output, white space around it aside, is one JSON list of exactly the asked number of texts. */
	readonly asked_format: boolean;
	readonly form: CandidateForm;
}

/** More tips than any bench can ask for. */
const mostTips = 50;

/**
 * Reads the candidates from a model's output. In the asked format is one JSON list of `nTips` non-empty strings and nothing
 * else. Also read, in this order: the first JSON list of texts anywhere (cut, fenced, inside an object, with talk around),
 * an object of numbered texts, the first numbered or bulleted list of lines. Prose gives none.
 * Takes time linear in the text's length, whatever it holds.
 * @param nTips how many were asked for, 1–50; of more only the first count
 */
export function parseCandidates(text: string, nTips: number): Candidates {
	const most = Math.min(nTips, mostTips);
	const asked = readAsked(text.trim(), nTips);
	if (asked !== undefined) return { tips: asked.slice(0, most), asked_format: true, form: 'list' };
	const read = readJson(text, most) ?? readLineList(text, nTips, most) ?? { tips: [], form: 'none' as const };
	return { tips: read.tips, asked_format: false, form: read.form };
}

function readAsked(trimmed: string, nTips: number): string[] | undefined {
	if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return undefined;
	let value: unknown;
	try {
		value = JSON.parse(trimmed);
	} catch {
		return undefined;
	}
	if (!Array.isArray(value) || value.length !== nTips) return undefined;
	const tips = value.filter((tip): tip is string => typeof tip === 'string').map((tip) => tip.trim());
	return tips.length === nTips && tips.every((tip) => tip !== '') ? tips : undefined;
}

function readJson(text: string, most: number): { tips: string[]; form: CandidateForm } | undefined {
	for (let start = text.indexOf('['); start !== -1; ) {
		const list = opensList(text, start) ? readListAt(text, start, most) : { tips: [], end: start + 1 };
		if (list.tips.length > 0) return { tips: list.tips, form: formAt(text, start) };
		start = text.indexOf('[', list.end);
	}
	const brace = text.indexOf('{');
	const end = brace === -1 ? undefined : endOfObject(text, brace);
	const tips = end === undefined ? [] : textsOfNumbered(text.slice(brace, end)).slice(0, most);
	return tips.length > 0 ? { tips, form: isFenced(text, brace) ? 'fenced' : 'object' } : undefined;
}

/** In `tasks["name"]` the bracket opens no list. */
function opensList(text: string, at: number): boolean {
	return !/[\w\])]/.test(text[at - 1] ?? '');
}

function formAt(text: string, at: number): CandidateForm {
	if (isFenced(text, at)) return 'fenced';
	return /"[^"\n]{0,100}"\s{0,20}:\s{0,20}$/.test(text.slice(Math.max(0, at - 150), at)) ? 'object' : 'list';
}

function isFenced(text: string, at: number): boolean {
	let inside = false;
	for (let fence = text.indexOf('```'); fence !== -1 && fence < at; fence = text.indexOf('```', fence + 3)) {
		inside = !inside;
	}
	return inside;
}
