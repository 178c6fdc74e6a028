import type { FoundList } from './found-list';
import { type Item, textsBelow, textsOf } from './line-items';
import { type Line, type LineMark, lineOf, markOf } from './line-mark';
import { follows, isFirst } from './numerals';
import { isTitle } from './plain-text';
import { saysSomething } from './visible';

/** A line of an answer with its place and its mark. */
interface MarkedLine extends Line {
	readonly start: number;
	readonly end: number;
	readonly raw: string;
	readonly mark: LineMark | undefined;
}

type Kind = LineMark['kind'];

/** Lists that go on behind lines that are none of theirs. */
const goesOn: readonly Kind[] = ['numbered', 'titled'];

const ringBullet = '◦';

const forms = {
	numbered: 'numbered',
	spaced: 'numbered',
	bulleted: 'bulleted',
	titled: 'titled',
	quoted: 'lines',
} as const;

/**
 * All lists whose items stand on lines of their own: numbered, behind bullets, or each in quotes. Lines below an item belong
 * to it, where they are indented, stand between two items, or have a title above.
 */
export function lineLists(text: string, nTips: number): FoundList[] {
	const lines = markedLines(withBullets(text));
	return (['numbered', 'spaced', 'bulleted', 'titled', 'quoted'] as const)
		.flatMap((kind) => runsOf(kind, lines).map((run) => foundIn(run, kind, nTips)))
		.filter(({ texts }) => texts.length > 0);
}

const letterBullet = /^([ \t]*)o(?=[ \t]+[\p{Lu}\p{Lo}\p{N}"“'*])/gmu;

/** The letter o stands for a ring where lists of a word processor were copied. One line may begin with a word. */
function withBullets(text: string): string {
	return (text.match(letterBullet)?.length ?? 0) > 1 ? text.replace(letterBullet, `$1${ringBullet}`) : text;
}

function markedLines(text: string): MarkedLine[] {
	const lines: MarkedLine[] = [];
	const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]|<br ?\/?>|$/gi;
	for (let start = 0; start < text.length; start = lineEnd.lastIndex) {
		const end = lineEnd.exec(text)?.index ?? text.length;
		const raw = text.slice(start, end);
		const line = lineOf(raw);
		lines.push({ ...line, raw, start, end, mark: markOf(line.text) ?? titleMark(line) });
		if (end === text.length) break;
	}
	return lines;
}

/** A heading, or a line that is bold from end to end. */
function titleMark({ heading, text }: Line): LineMark | undefined {
	const isTitle = text !== '' && (heading || (isHeading(text) && !/^[^*_]/.test(text)));
	return isTitle ? { kind: 'titled', readings: [], bullet: '', text } : undefined;
}

interface Run {
	readonly items: Item[];
	readonly start: number;
	end: number;
}

function runsOf(kind: Kind, lines: readonly MarkedLine[]): Run[] {
	const runs: Run[] = [];
	let run: Run | undefined;
	let blank = false;
	for (const line of lines) {
		const item = line.mark?.kind === kind ? itemOf(line, line.mark) : undefined;
		const isDeeper = isBelow(line, run?.items[0]);
		if (item !== undefined && !isDeeper) {
			if (run === undefined || !isNext(item, run, kind)) run = startRun(runs, line);
			run.items.push(item);
			run.end = line.end;
		} else if (run !== undefined && saysSomething(line.text)) {
			const belongs = addLine(run, line, blank, kind);
			if (!belongs && item === undefined && !goesOn.includes(kind)) run = undefined;
		}
		blank = line.text === '';
	}
	return runs;
}

/** Whether a line is of a deeper list: indented, or behind the ring that others of the list do not have. */
function isBelow({ indent, mark }: MarkedLine, item: Item | undefined): boolean {
	if (item === undefined) return false;
	return indent > item.indent + 1 || (mark?.bullet === ringBullet && item.bullet !== ringBullet && item.bullet !== '');
}

function startRun(runs: Run[], { start, end }: MarkedLine): Run {
	const run = { items: [], start, end };
	runs.push(run);
	return run;
}

function itemOf(line: MarkedLine, mark: LineMark): Item {
	const { readings, bullet, text } = mark;
	return {
		readings,
		bullet,
		indent: line.indent,
		titled: line.heading || isTitle(text),
		head: text,
		below: [],
		loose: [],
		open: true,
	};
}

function isNext(item: Item, run: Run, kind: Kind): boolean {
	const last = run.items.at(-1);
	return (kind !== 'numbered' && kind !== 'spaced') || last === undefined || follows(item.readings, last.readings);
}

/** @returns whether the line belongs to the list's last item, or may */
function addLine(run: Run, line: MarkedLine, blank: boolean, kind: Kind): boolean {
	const item = run.items.at(-1);
	if (item === undefined || !item.open || kind === 'quoted') return false;
	const indented = isBelow(line, item) || (line.mark?.kind === 'bulleted' && kind === 'numbered');
	const awaited = item.titled && item.below.length === 0 && item.loose.length === 0;
	if (indented) item.below.push(line.raw);
	else if (item.head === '' && awaited && !line.heading) item.loose.push(line.raw);
	else if (line.heading || isHeading(line.text) || (kind === 'bulleted' && line.mark?.kind === 'numbered'))
		item.open = false;
	else if (awaited || !blank) item.loose.push(line.raw);
	else item.open = false;
	if (item.open) run.end = line.end;
	return item.open;
}

function isHeading(text: string): boolean {
	return /[:：]$/.test(text) || /^(?:\*\*|__)[^*_]{1,100}(?:\*\*|__):?$/.test(text);
}

/** Items with nothing but a space behind the numeral are a list only if they are as many as were asked for. */
function foundIn({ items: all, start, end }: Run, kind: Kind, nTips: number): FoundList {
	// A title with nothing below it is that of the whole answer.
	const items = kind === 'titled' ? all.filter(({ below, loose }) => below.length + loose.length > 0) : all;
	const counted = kind === 'numbered' || kind === 'spaced';
	const begins = !counted || items.length > 1 || isFirst(items[0]?.readings ?? []);
	const isList = begins && (kind !== 'spaced' || items.length === nTips) && (kind !== 'titled' || items.length > 1);
	const below = items.length === nTips ? [] : textsBelow(items);
	const isGroup =
		below.length === nTips || (items.length === 1 && below.length > 1 && /[:：]\W*$/.test(items[0]?.head ?? ''));
	if (isList && isGroup) return { texts: below, start, end, form: forms[kind] };
	const texts = isList ? textsOf(items).filter((text) => text !== '') : [];
	return { texts, start, end, form: forms[kind] };
}
