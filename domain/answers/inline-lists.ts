import type { FoundList } from './found-list';
import { follows, isFirst, type Reading, readingsOf, ringedNumeral } from './numerals';
import { saysSomething, visible } from './visible';

const numeral = new RegExp(
	`(?<=^|[\\s;,，；。.!?])(?:(?:tip |\\()?(\\p{Nd}{1,2}|[a-jA-Jivx]{1,3})(?:[.)、：．）:]|\\))(?=[\\s*]|[^\\x00-\\x7f])|(${ringedNumeral}))`,
	'giu',
);

/** Lists whose items follow each other on one line: `1) Rest. 2) Eat.`, `• Rest • Eat`, `Rest; eat; walk`. */
export function inlineLists(text: string, nTips: number): FoundList[] {
	if (nTips < 2 || /^\s{0,20}[[{"]/.test(text)) return [];
	const dashes = /^\s{0,20}-\s/.test(text) ? [' - '] : [];
	const separators = [...dashes, '•', '·', '●', ' | ', ';', '；', ' → ', ' -> ', ' / ', '✅', '✔️'];
	return [numberedInline(text), ...separators.map((each) => separated(text, each))].flatMap((list) =>
		list?.texts.length === nTips ? [list] : [],
	);
}

function numberedInline(text: string): FoundList | undefined {
	const places: { start: number; end: number; readings: Reading[] }[] = [];
	for (const found of text.matchAll(numeral)) {
		const readings = readingsOf(found[1] ?? found[2] ?? '');
		const last = places.at(-1);
		if (last === undefined ? isFirst(readings) : follows(readings, last.readings)) {
			places.push({ start: found.index, end: found.index + found[0].length, readings });
		}
	}
	const first = places[0];
	if (first === undefined) return undefined;
	const texts = places.map(({ end }, at) =>
		visible(text.slice(end, places[at + 1]?.start)).replace(/[;,]?(?:\s(?:and|und|et|y|e))?$/, ''),
	);
	// What begins a line before a numeral is a part of its mark, which is another one then.
	if (texts.slice(0, -1).some((each) => /\n(?:[\p{L} ]{1,20}[-–—#:]|\p{Nd}{1,3}\.)$/u.test(each))) return undefined;
	return { texts, start: first.start, end: text.length, form: 'inline' };
}

function separated(text: string, separator: string): FoundList | undefined {
	if (/[\n\r]/.test(visible(text)) || !text.includes(separator)) return undefined;
	const label = /^[^.;•·●|]{0,60}[:：]\s/.exec(text)?.[0].length ?? 0;
	const texts = ` ${text.slice(label)}`.split(separator).map(visible).filter(saysSomething);
	return { texts, start: label, end: text.length, form: 'inline' };
}
