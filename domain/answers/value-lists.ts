import type { Value } from './lenient-value';
import { isTextName, isTipName, joined, textOfMembers } from './object-text';
import { saysSomething, visible } from './visible';

/** A list that a value holds. */
export interface NamedTexts {
	/** Of the member that holds it; '' for none. */
	readonly name: string;
	readonly texts: readonly string[];
	/** Whether its texts stood without quotes. */
	readonly bare: boolean;
}

type Members = readonly (readonly [name: string, value: Value])[];

/**
 * The lists that a value holds: itself, or those that its members hold, however deep.
 * @param nTips as many members as were asked for are a list, whatever they are called
 */
export function listsIn(value: Value, nTips: number, name = ''): NamedTexts[] {
	if (value.kind === 'list') return listOf(value.items, nTips, name);
	if (value.kind !== 'object') return [];
	const { members } = value;
	const alike = likeItems(members);
	if (alike !== undefined) return listOf(alike, nTips, name);
	const nested = members.flatMap(([key, each]) => listsIn(each, nTips, key === '' ? name : key));
	const single = textOf(value, true);
	if (single !== undefined && members.some(isTip)) return [{ name, texts: [single], bare: false }];
	if (nested.some(({ texts }) => texts.length > 0)) return withSum(nested, nTips);
	return single === undefined ? titled(members, nTips, name) : [{ name, texts: [single], bare: false }];
}

/** The values of members that are the items of a list: they have no names, one name, or numbered ones. */
function likeItems(members: Members): Value[] | undefined {
	const [first, ...others] = members;
	const isOne = others.every(([name]) => name === first?.[0]) && (first?.[0] === '' || others.length > 0);
	// Beside `tip2` and `tip3`, a `tip` is the first.
	const bases = new Set(members.flatMap(([name]) => (isNumbered(name) ? [name.replace(/[ _-]?#?\p{Nd}+$/u, '')] : [])));
	const items = isOne ? members : members.filter(([name]) => isNumbered(name) || bases.has(name));
	return items.length > 0 ? items.map(([, value]) => value) : undefined;
}

/** Lists under several names that are as many texts together as were asked for are one. */
function withSum(lists: readonly NamedTexts[], nTips: number): NamedTexts[] {
	const texts = lists.flatMap((list) => list.texts);
	const isSum = texts.length === nTips && lists.every((list) => list.texts.length < nTips);
	return [...(isSum ? [{ name: '', texts, bare: false }] : []), ...lists];
}

function listOf(items: readonly Value[], nTips: number, name: string): NamedTexts[] {
	const whole = items.filter((item) => !isCut(item));
	const kept = whole.some((item) => item.kind !== 'other') ? whole : items;
	const bare = kept.length > 0 && kept.every((item) => item.kind === 'text' && item.bare);
	const pairs = nTips > 1 && kept.length === nTips && kept.every(({ kind }) => kind === 'list');
	const texts = kept.flatMap((item) => {
		if (pairs) return joinedTexts(item) ?? [];
		if (item.kind === 'list') return listOf(item.items, nTips, name).flatMap((each) => each.texts);
		const inner = item.kind === 'object' ? listsWithin(item.members, nTips, kept.length === nTips) : [];
		return inner.length > 0 ? inner : (textOf(item, false) ?? []);
	});
	return [{ name, texts: texts.map(visible).filter((text) => text !== ''), bare }];
}

/** The lists of an item that is no tip itself. */
function listsWithin(members: Members, nTips: number, isOneTip: boolean): readonly string[] {
	if (members.some(isTip) || (isOneTip && members.some(([name, value]) => isTextName(name) && value.kind === 'text')))
		return [];
	const numbered = members.length > 1 ? likeItems(members) : undefined;
	if (numbered !== undefined) return listOf(numbered, nTips, '').flatMap(({ texts }) => texts);
	return members.flatMap(([name, value]) => {
		if (value.kind === 'list') return listOf(value.items, nTips, name).flatMap(({ texts }) => texts);
		// A call of a tool: `{"name": …, "arguments": {"tips": […]}}`.
		const [only, ...others] = value.kind === 'object' && !isOneTip ? listsIn(value, nTips, name) : [];
		return only !== undefined && others.length === 0 && only.texts.length > 1 ? only.texts : [];
	});
}

/** As many members as were asked for: the name of each is the title of its text, where it is written as one. */
function titled(members: Members, nTips: number, name: string): NamedTexts[] {
	const texts = members.flatMap(([key, value]) => {
		const text = textOf(value, false);
		if (text === undefined) return [];
		return /^[a-z0-9_-]+$/.test(key) ? text : joined([key, text]);
	});
	return nTips > 1 && texts.length === nTips ? [{ name, texts, bare: false }] : [];
}

function textOf(value: Value, strict: boolean): string | undefined {
	if (value.kind === 'text') return value.text;
	if (value.kind === 'list') return strict ? undefined : joinedTexts(value);
	if (value.kind !== 'object') return undefined;
	const texts = value.members.flatMap(([name, each]) => {
		const text = isCut(each) ? undefined : textOf(each, false);
		return text === undefined ? [] : [[name, text] as const];
	});
	return textOfMembers(texts, strict);
}

/** Steps of one tip, or its title and its text. */
function joinedTexts(value: Value): string | undefined {
	if (value.kind !== 'list') return textOf(value, false);
	const texts = value.items.flatMap((item) => textOf(item, false) ?? []).filter(saysSomething);
	return texts.length === 0 ? undefined : joined(texts);
}

function isTip([name, value]: Members[number]): boolean {
	return isTipName(name) && value.kind === 'text';
}

function isCut(value: Value): boolean {
	return value.kind === 'text' && value.cut;
}

/** `1`, `tip_1`, `Tip 1`, `advice-01`, `first`. */
function isNumbered(name: string): boolean {
	return /^(?:[\p{L}_]{0,20}[ _-]?#?\p{Nd}{1,3}|(?:tip[ _-]?)?(?:one|two|three|four|five|first|second|third|fourth|fifth|[a-e]))$/iu.test(
		name,
	);
}
