import { isTableRule, markdownCells } from './markdown-row';
import { isColumnOfOurs } from './table';

/** In which form a judge file is: one object of JSON, objects one after another, or a table with the names of its columns first. */
export type FileForm = { readonly form: 'json' } | { readonly form: 'lines' } | TableForm;

/** How a table is written. */
export interface TableForm {
	readonly form: 'table' | 'markdown';
	readonly delimiter: string;
	/** How many lines stand before the names of the columns. */
	readonly before: number;
	/** What those lines say. */
	readonly talk: string;
}

const delimiters = [',', ';', '\t', '|'];

/** Who says more before a file says no title. */
const longestTalk = 65_536;

/** Whether the beginning of a file tells its form. */
export function isTelling(head: string): boolean {
	return head.length > longestTalk || tell(head) !== null;
}

/** The form of a file, by its beginning and never by its name. */
export function formOf(head: string): FileForm {
	// So that the last line has an end too.
	return tell(`${head}\n\n`) ?? { form: 'json' };
}

/** @returns `null` where more has to come */
function tell(head: string): FileForm | null {
	const lines = head.replace(/^\ufeff/, '').split(/\r\n|\r(?!$)|\n/);
	// What follows the last line break is no line yet.
	lines.pop();
	const talk: string[] = [];
	let separator: string | null = null;
	for (const [at, line] of lines.entries()) {
		const told = /^\s*"?sep=(.)"?\s*$/i.exec(line)?.[1];
		separator = told ?? separator;
		if (told !== undefined || isNothing(line)) continue;
		const next = lines.slice(at + 1).filter((each) => !isNothing(each));
		const object = /^\s*\[|\{(?=\s*(?:["'“‘]|$|[A-Za-z_]\w*\s*:))/.exec(line);
		if (object !== null) return formOfJson(line.slice(object.index), next);
		const delimiter = separator ?? delimiterOf(line, talk.length === 0);
		if (delimiter === null) talk.push(line);
		else if (delimiter === '|' && next[0] === undefined) return null;
		else {
			const isMarkdown = delimiter === '|' && isTableRule(next[0] ?? '');
			return { form: isMarkdown ? 'markdown' : 'table', delimiter, before: at, talk: talk.join('\n') };
		}
	}
	return null;
}

/** Blank, or the fence that an assistant puts around a file. */
function isNothing(line: string): boolean {
	return /^\s*(?:(?:`{3,}|~{3,})\w*)?\s*$/.test(line);
}

/** A brace or a bracket that stands alone says what it begins by what follows. */
function formOfJson(line: string, next: readonly string[]): FileForm | null {
	const opening = line.trim();
	if (opening !== '{' && opening !== '[') return { form: isEntryLine(opening) ? 'lines' : 'json' };
	const [following, ...others] = next;
	if (following === undefined) return null;
	if (opening === '[') return /^\s*\{/.test(following) ? formOfJson(following, others) : { form: 'json' };
	const [indent = ''] = /^\s*/.exec(following) ?? [];
	for (const each of next) {
		const isMember = each.startsWith(indent) && !/^\s/.test(each.slice(indent.length));
		if (isMember && beginsEntry(each)) return { form: 'lines' };
		if ((isMember && beginsFile(each)) || /^\s*\}/.test(each)) return { form: 'json' };
	}
	return null;
}

/** Whether a member is one of an entry, and none of the file around it. */
function beginsEntry(text: string): boolean {
	return /^\s*["'“]?(?:run_id|scenario|candidates|scores|rubric_hash)["'”]?\s*:/.test(text);
}

function beginsFile(text: string): boolean {
	return /^\s*["'“]?(?:format|how_to|judge_kinds|mlflow_url|runs)["'”]?\s*:/.test(text);
}

function isEntryLine(line: string): boolean {
	if (beginsEntry(line.slice(1))) return true;
	try {
		const parsed: unknown = JSON.parse(line.replace(/,\s*$/, ''));
		return typeof parsed === 'object' && parsed !== null && 'run_id' in parsed && !('runs' in parsed);
	} catch {
		return false;
	}
}

/** What parts the names of columns in a line; `null` where it holds none. @param isFirst whether nothing stands before it */
function delimiterOf(line: string, isFirst: boolean): string | null {
	const counts = delimiters.map((each) => ({ each, count: line.split(each).length - 1 }));
	const { each: best, count } = counts.reduce((a, b) => (b.count > a.count ? b : a));
	if (count === 0) return null;
	if (isFirst && /(?:^|[^a-z0-9])run[ _-]?id(?:[^a-z0-9]|$)/i.test(line)) return best;
	const cells = best === '|' ? markdownCells(line) : line.split(best).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''));
	// A sentence with a comma may name a column too, but not nothing but columns.
	const isHead = cells.every((cell) => cell.trim().split(/\s+/).length <= 4);
	const ours = cells.filter(isColumnOfOurs).length;
	return isHead && (ours > 1 || (ours === 1 && /run[ _-]?id/i.test(line))) ? best : null;
}
