import { type Place, placeWords } from './place';
import { SyntaxFault } from './syntax-fault';
import type { Token } from './tokens';
import { type Located, type Member, type Path, pathWords } from './tree';

/** An object or a list whose closing bracket has not come yet. */
export interface OpenPart {
	readonly kind: 'object' | 'list';
	readonly place: Place;
	/** Where it stands in the whole. */
	readonly path: Path;
	readonly members: Member[];
	readonly items: Located[];
	/** Of an object: where each name was first seen. */
	readonly names: Map<string, Place>;
	/** What has to come: `first` is a name or value where nothing was yet, `comma` one or the end. */
	expects: 'first' | 'name' | 'colon' | 'value' | 'comma';
	/** Of an object: the name whose value comes. */
	name: { readonly text: string; readonly place: Place };
	/** Of a list: how many items have come. */
	count: number;
	/** The value that came last, and the line of its end. */
	last: { readonly line: number; readonly value: Located | null };
}

/** An object or list of which only the bracket has come. */
export function openPart(kind: OpenPart['kind'], place: Place, path: Path): OpenPart {
	const last = { line: place.line, value: null };
	return {
		kind,
		place,
		path,
		members: [],
		items: [],
		names: new Map(),
		expects: 'first',
		name: { text: '', place },
		count: 0,
		last,
	};
}

/** The path of the value that comes next. */
export function nextPath({ kind, path, count, name }: OpenPart): Path {
	return [...path, kind === 'list' ? count : name.text];
}

/** `runs[3].scores, which begins at line 4, column 7`. */
export function partWords({ path, place }: OpenPart): string {
	return `${path.length === 0 ? 'the outermost object' : pathWords(path)}, which begins at ${placeWords(place)}`;
}

/**
 * Whether it is plain that a comma is missing: what came last has ended, and another thing begins. Behind a text on the
 * same line it may as well be that the text goes on, with a quote in it that was not escaped; and one that has a line
 * break in it may be none.
 */
export function lacksComma({ expects, last }: OpenPart, { kind, place }: Token): boolean {
	if (expects !== 'comma' || kind === ':') return false;
	if (last.value?.kind !== 'text') return true;
	return place.line > last.line && !hasBreak(last.value.value);
}

/** The fault that a token is where something else has to come. */
export function surprise(open: OpenPart | undefined, { kind, text, place }: Token): SyntaxFault {
	const found = kind === 'text' ? JSON.stringify(text.slice(0, 40)) : `\`${text.slice(0, 40)}\``;
	return new SyntaxFault(`${found} stands where ${expected(open)}`, place);
}

function expected(open: OpenPart | undefined): string {
	if (open === undefined) return 'the outermost { has to come';
	const { kind, expects, last, name } = open;
	if (expects === 'colon') {
		const behind = `a colon has to come, behind ${JSON.stringify(name.text.slice(0, 40))}`;
		return hasBreak(name.text) ? `${behind}${missingQuote(name.place)}` : behind;
	}
	if (expects === 'comma') return `a comma or ${kind === 'object' ? '}' : ']'} has to come${quoteHint(last.value)}`;
	if (kind === 'object' && expects !== 'value') return 'the name of a member has to come, in quotes';
	return 'a value has to come: a number, null, or a text in quotes';
}

function quoteHint(last: Located | null): string {
	if (last?.kind !== 'text') return '';
	if (hasBreak(last.value)) return missingQuote(last.place);
	return '. If it belongs to the text before it, write a quote inside of a text as \\"';
}

function missingQuote(from: Place): string {
	return `: is a quote missing behind ${placeWords(from)}?`;
}

function hasBreak(text: string): boolean {
	return /[\r\n]/.test(text);
}
