import type { Scale } from './sitting/scales';

/** One level of a scale, as a rubric's text describes it. */
interface Level {
	readonly level: number;
	readonly means: string;
	/** Examples, reasons, whatever else the rubric says of it, each with its heading where there is one. */
	readonly more: readonly string[];
}

/** What a rubric's text says of one scale, for whoever scores by it. Plain text, without the marks of Markdown. */
export interface ScaleText {
	readonly title: string;
	/** In the order of the text; none where it describes no levels one by one. */
	readonly levels: readonly Level[];
	/** The rest: a paragraph, an item of a list or a row each; an empty one is a gap. */
	readonly rest: readonly string[];
}

interface Heading {
	readonly line: number;
	readonly depth: number;
	readonly words: string;
}

/**
 * The part of a rubric's text that is about a scale: the section whose heading has its name, else the paragraphs that
 * begin with it, else those that have it, else all of the text.
 */
export function scaleTextOf(rubricText: string, scale: Scale): ScaleText {
	const lines = withoutFrontMatter(rubricText).split(/\r?\n/);
	const headings = headingsOf(lines);
	const name = wordsOf(scale.name);
	const begins = headings.find(({ words }) => startsWith(words, name));
	const found = begins ?? headings.find(({ words, depth }) => depth > 1 && ` ${words} `.includes(` ${name} `));
	if (found !== undefined) {
		const next = headings.find(({ line, depth }) => line > found.line && depth <= found.depth);
		const title = plain((lines[found.line] ?? '').replace(/^\s*#+\s*/, ''));
		return readSection(title, lines.slice(found.line + 1, next?.line), scale);
	}
	const blocks = blocksOf(lines);
	const opens = blocks.filter((block) => startsWith(wordsOf(block.join(' ')), name));
	const names = blocks.filter((block) => ` ${wordsOf(block.join(' '))} `.includes(` ${name} `));
	const about = opens.length > 0 ? opens : names;
	const all = about.length > 0 ? about.flatMap((block) => [...block, '']) : lines;
	return readSection(scale.name.replaceAll('_', ' '), all, scale);
}

function withoutFrontMatter(text: string): string {
	return text.replace(/^\uFEFF?---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/, '');
}

function headingsOf(lines: readonly string[]): Heading[] {
	let fence: string | null = null;
	return lines.flatMap((text, line) => {
		const [mark] = /^\s*(```|~~~)/.exec(text)?.slice(1) ?? [];
		if (mark !== undefined) fence = fence === null ? mark : fence === mark ? null : fence;
		const [, marks = '', words = ''] = /^ {0,3}(#{1,6})\s+(.*)$/.exec(text) ?? [];
		return fence === null && marks !== '' ? [{ line, depth: marks.length, words: wordsOf(words) }] : [];
	});
}

/** What names are compared by: `format_ok` and `Format OK:` are the same. */
function wordsOf(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

function startsWith(words: string, name: string): boolean {
	return words === name || words.startsWith(`${name} `);
}

function blocksOf(lines: readonly string[]): string[][] {
	const blocks: string[][] = [[]];
	for (const line of lines) {
		const isItem = /^\s*(?:[-*+]|\d+[.)])\s/.test(line);
		if (line.trim() === '' || isItem) blocks.push([]);
		if (line.trim() !== '') blocks.at(-1)?.push(line);
	}
	return blocks.filter((block) => block.length > 0);
}

function readSection(title: string, lines: readonly string[], scale: Scale): ScaleText {
	const levels: Level[] = [];
	const rest: string[] = [];
	let columns: readonly string[] = [];
	for (const line of lines) {
		const cells = cellsOf(line);
		if (cells === null) columns = [];
		if (cells?.every((cell) => /^:?-+:?$/.test(cell))) continue;
		const level = cells === null ? levelOfLine(line, scale) : levelOfRow(cells, columns, scale);
		if (level !== null) levels.push(level);
		else if (cells === null) rest.push(line);
		else if (columns.length > 0) rest.push(cells.map(plain).join(' | '));
		else columns = cells.map(plain);
	}
	// One number at the beginning of a line says nothing yet: that may be a year.
	const isScale = new Set(levels.map(({ level }) => level)).size > 1;
	if (!isScale) return { title, levels: [], rest: paragraphs(lines) };
	return { title, levels, rest: paragraphs(rest) };
}

function cellsOf(line: string): string[] | null {
	const row = line.trim();
	if (!row.startsWith('|') || row.length < 2) return null;
	const inner = row.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
	return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function levelOfRow(cells: readonly string[], columns: readonly string[], scale: Scale): Level | null {
	const [first = '', means = '', ...others] = cells.map(plain);
	const level = inScale(first, scale);
	if (level === null) return null;
	const more = others.flatMap((cell, at) => {
		const heading = columns[at + 2] ?? '';
		return cell === '' ? [] : [heading === '' ? cell : `${heading}: ${cell}`];
	});
	return { level, means, more };
}

/** `- **5**: text`, `5 = text`, `5 – text`; not `1. text`, which may be the first of some questions. */
function levelOfLine(line: string, scale: Scale): Level | null {
	const [, number = '', means = ''] =
		/^\s*(?:[-*+]\s+)?(?:\*\*|__|`)?(-?\d+)(?:\*\*|__|`)?\s*(?:[:=–—-]|\*\*:|→)\s*(?:\*\*|__)?\s*(\S.*)$/.exec(line) ??
		[];
	const level = inScale(number, scale);
	return level === null ? null : { level, means: plain(means), more: [] };
}

function inScale(text: string, { min, max }: Scale): number | null {
	if (!/^-?\d+$/.test(text)) return null;
	const level = Number(text);
	return level >= min && level <= max ? level : null;
}

/** Lines that belong together in one: paragraphs are broken anew for every width. */
function paragraphs(lines: readonly string[]): string[] {
	const joined: string[] = [];
	for (const line of lines) {
		const isNew = /^\s*(?:[-*+|>#]|\d+[.)]\s)/.test(line) || joined.length === 0 || joined.at(-1) === '';
		const text = plain(line.trim());
		if (text === '') {
			if (joined.length > 0 && joined.at(-1) !== '') joined.push('');
		} else if (isNew) joined.push(text);
		else joined.push(`${joined.pop()} ${text}`);
	}
	return joined.at(-1) === '' ? joined.slice(0, -1) : joined;
}

/** Without the marks of Markdown that stand within a line. */
function plain(text: string): string {
	return text
		.replace(/\*\*|__|`/g, '')
		.replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '$1')
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.trim();
}
