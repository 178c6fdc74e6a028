import { saysSomething, visible } from './visible';

/** Names of members that are the tip; the first that an object has counts. */
const tips = [
	'tip',
	'text',
	'tip_text',
	'tiptext',
	'advice',
	'suggestion',
	'recommendation',
	'candidate',
	'message',
	'sentence',
];
const titles = ['title', 'name', 'heading', 'headline', 'header', 'label', 'topic', 'summary', 'short'];
const bodies = [
	...[
		'description',
		'desc',
		'content',
		'body',
		'details',
		'detail',
		'explanation',
		'action',
		'instruction',
		'instructions',
	],
	...['how', 'value', 'string', 'item', 'step', 'long', 'note'],
];
/** Names of members that tell something about the tip. */
const asides = [
	...[
		'id',
		'index',
		'number',
		'no',
		'nr',
		'order',
		'rank',
		'priority',
		'category',
		'type',
		'tag',
		'tags',
		'icon',
		'emoji',
	],
	...[
		'time',
		'duration',
		'difficulty',
		'source',
		'role',
		'reason',
		'why',
		'rationale',
		'benefit',
		'words',
		'lang',
		'language',
	],
];

/** Whether a member of this name is meant to be read by whoever gets the tip. */
export function isTextName(name: string): boolean {
	return [...tips, ...titles, ...bodies].includes(name.toLowerCase());
}

/** Whether a member of this name is known to be one of a tip: for whoever gets it, or about it. */
export function isMemberName(name: string): boolean {
	return isTextName(name) || asides.includes(name.toLowerCase());
}

/** Whether a member of this name is the tip. */
export function isTipName(name: string): boolean {
	return tips.includes(name.toLowerCase());
}

/**
 * The text of an object that is one tip: its member `tip` or the like, else title and description, else all its texts.
 * @param strict only texts under names that are known count
 * @returns `undefined` where it has none
 */
export function textOfMembers(
	members: readonly (readonly [name: string, text: string])[],
	strict: boolean,
): string | undefined {
	const said = members.filter(([, text]) => saysSomething(text));
	const named = (names: readonly string[]) =>
		names.map((name) => said.find(([key]) => key.toLowerCase() === name)?.[1]).find((text) => text !== undefined);
	const tip = named(tips);
	if (tip !== undefined) return tip;
	const [title, body] = [named(titles), named(bodies)];
	if (body !== undefined) return title === undefined ? body : joined([title, body]);
	if (said.length === 1) return said[0]?.[1];
	const rest = said.filter(([name]) => !asides.includes(name.toLowerCase()));
	if (strict) return undefined;
	const texts = (rest.length > 0 ? rest : said).map(([, text]) => text);
	return texts.length === 0 ? undefined : joined(texts);
}

/** Titles and the text below them as one: `Lunch: Pack it now.` */
export function joined(texts: readonly string[]): string {
	const parts = texts.map(visible).filter((text) => text !== '');
	return parts
		.map((part, at) => {
			if (at === parts.length - 1) return part;
			return '.!?:;…。！？：；؟۔।,–—-'.includes(part.at(-1) ?? '') ? `${part} ` : `${part}: `;
		})
		.join('');
}
