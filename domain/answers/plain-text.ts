import { unquoted } from './quotes';
import { visible } from './visible';

/** A candidate without the marks of Markdown and the quotes that wrap it. */
export function plain(text: string): string {
	let bare = visible(text);
	for (let round = 0; round < 4; round += 1) {
		const inner = visible(unquoted(unwrapped(bare)));
		if (inner === bare) break;
		bare = inner;
	}
	return visible(
		withoutHalfBold(bare.replace(/\\$/, '')).replace(
			/(?<![*\w])\*\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*\*(?!\*)|(?<!\w)__(?=[^\s_])([^_\n]{1,400}?)__(?!\w)/g,
			'$1$2',
		),
	);
}

/** Bold with blanks within its marks, or with only one of them. */
function withoutHalfBold(text: string): string {
	if (!text.includes('*')) return text;
	const marks = text.split('**').length - 1;
	const half = marks % 2 === 1 ? text.replace(/^\*\*(?!\*)\s*|\s*(?<!\*)\*\*$/, '') : text;
	const bare = half.replace(/^\*\*[ \t]+([^*\n]{1,400}?)[ \t]*\*\*(?!\*)/, '$1');
	return /^\*[^\s*][^*]*$/.test(bare)
		? bare.slice(1)
		: bare.replace(/(?<![*\w])\*\*(?=[^\s*])([^*\n]{1,400}?)[ \t]+\*\*(?=[\s:：.,;!?–—-]|$)/g, '$1');
}

/** A text whose bold marks are broken over line ends, with blanks for these. */
export function withWholeBold(text: string): string {
	if (!text.includes('**')) return text;
	return text
		.replace(
			/((?:^|\n)[ \t]{0,12}(?:[-*•]|\p{Nd}{1,2}[.)])[ \t]{1,4}\*\*[ \t]{0,4})\r?\n(?=[^\n*]{1,400}\*\*)/gu,
			'$1 ',
		)
		.replace(/(?<=\*\*[^*\n]{1,200})\r?\n(?=[ \t]{0,12}\*\*[ \t]{0,4}(?:[:：.–—-]|\r?\n|$))/g, ' ');
}

function unwrapped(text: string): string {
	const emphasis = /^(\*{1,3}|_{1,3}|~~|`{1,2})(?=[^\s*_`~])/.exec(text)?.[1];
	if (emphasis !== undefined && text.length > 2 * emphasis.length && text.endsWith(emphasis)) {
		const inner = text.slice(emphasis.length, -emphasis.length);
		if (!inner.includes(emphasis)) return inner;
	}
	const tag = /^<(b|strong|i|em|p|span|code)>/i.exec(text)?.[0];
	const end = tag?.replace('<', '</').toLowerCase();
	if (tag === undefined || end === undefined || !text.toLowerCase().endsWith(end)) return text;
	return text.slice(tag.length, -end.length);
}

/** Whether emphasis, or a colon at its end, makes a line a title. */
export function isTitle(text: string): boolean {
	const bare = visible(text);
	return (
		bare === '' ||
		/[:：]$/.test(bare) ||
		(/^(\*\*|__)/.test(bare) && /(\*\*|__)[:：]?$/.test(bare) && unwrapped(bare.replace(/[:：]$/, '')) !== bare)
	);
}
