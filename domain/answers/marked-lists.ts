import type { FoundList } from './found-list';
import { membersText } from './line-items';
import { lineOf } from './line-mark';
import { joined } from './object-text';
import { isTitle, plain } from './plain-text';
import { saysSomething, visible } from './visible';

/** How many kinds of tags of one answer are tried. */
const kindsOfTags = 12;
/** Tags within an item, and around all items. */
const noItem =
	/^(?:br|b|strong|i|em|u|span|code|ol|ul|dl|div|list|tips|items|suggestions|html|body|root|dt|xml|json|table|tbody|tr)$/;

/** Lists whose items stand between tags: `<tip>…</tip>`, `<li>…</li>`. */
export function tagLists(text: string): FoundList[] {
	const tags = [...text.matchAll(/<(\/?)([a-z][\w-]{0,20})(?:\s[^<>]{0,200})?>/gi)];
	const all = new Set(tags.map((tag) => (tag[2] ?? '').toLowerCase()));
	const own = [...all].filter((name) => !noItem.test(name));
	const names = own.length === 0 && all.has('div') ? ['div'] : own;
	return names.slice(0, kindsOfTags).flatMap((name) => {
		const own = tags.filter((tag) => tag[2]?.toLowerCase().replace(/_?\d+$/, '') === name.replace(/_?\d+$/, ''));
		const items = itemsBetween(text, own);
		const first = items[0];
		const last = items.at(-1);
		if (first === undefined || last === undefined) return [];
		const texts = items.map(({ inner }) => withoutTags(inner)).filter(saysSomething);
		return [{ texts, start: first.start, end: last.end, form: 'tags', name } as const];
	});
}

/** What stands between tags. Those that are not closed end where the next begins; one alone is no item of a list. */
function itemsBetween(text: string, tags: readonly RegExpExecArray[]) {
	const isClosed = tags.some((tag) => tag[1] === '/');
	if (!isClosed && tags.length < 2) return [];
	return tags.flatMap((tag, at) => {
		if (tag[1] === '/') return [];
		const from = tag.index + tag[0].length;
		const rest = /<\/|\n[ \t]{0,20}\n|$/.exec(tags[at + 1] === undefined ? text.slice(from) : '')?.index ?? 0;
		const end = tags[at + 1]?.index ?? from + rest;
		return [{ start: tag.index, end, inner: text.slice(from, end) }];
	});
}

function withoutTags(inner: string): string {
	const parts = inner
		.replace(/<!\[CDATA\[|\]\]>/g, '')
		.split(/<\/?(?!(?:b|strong|i|em|u|span|code)\b)[a-z][\w-]{0,20}(?:\s[^<>]{0,200})?>/i)
		.map((part) => visible(entities(part.replace(/<\/?(?:b|strong|i|em|u|span|code)>/gi, ''))))
		.filter(saysSomething);
	return joined(parts);
}

/** A text with the signs that were escaped for HTML. */
export function entities(text: string): string {
	const known: Readonly<Record<string, string>> = {
		amp: '&',
		lt: '<',
		gt: '>',
		quot: '"',
		apos: "'",
		nbsp: ' ',
		'#39': "'",
	};
	return text.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_all, name: string) => known[name] ?? '');
}

function textOfBlock([first = '', ...others]: readonly string[]): string {
	const [second = ''] = others;
	// A list of definitions.
	if (/^[:：]\s/.test(second)) return joined([plain(first), second.slice(1), ...others.slice(1)]);
	return (
		membersText(first, others) ?? (isTitle(first) ? joined([plain(first), ...others]) : [first, ...others].join(' '))
	);
}

/** Texts with no mark at all: as many lines, or paragraphs, as were asked for. */
export function bareLists(text: string, nTips: number): FoundList[] {
	if (nTips < 2) return [];
	const blocks = text
		.split(/(?:\r?\n[ \t]{0,40}){2,}/)
		.map((block) =>
			block
				.split(/\r\n|[\n\r\u2028\u2029]|<br ?\/?>/i)
				.map((line) => visible(lineOf(line).text))
				.filter(saysSomething),
		)
		.map((lines, at) => (at === 0 && /[:：]$/.test(lines[0] ?? '') ? lines.slice(1) : lines))
		.filter((lines) => lines.length > 0);
	const choices = [blocks.flat(), ...(nTips > 2 ? blocks : []), blocks.map(textOfBlock)];
	const texts = choices.find((lines) => lines.length === nTips && lines.every((line) => !/^[[\]{}<|`]/.test(line)));
	return texts === undefined ? [] : [{ texts, start: 0, end: text.length, form: 'lines' }];
}
