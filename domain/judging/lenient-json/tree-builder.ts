import { readBareWord } from './bare-word';
import type { Mends } from './mends';
import { lacksComma, nextPath, type OpenPart, openPart, partWords, surprise } from './open-part';
import type { Place } from './place';
import { SyntaxFault } from './syntax-fault';
import type { Token } from './tokens';
import type { Located, ObjectNode, Path } from './tree';

/** What happens while a tree is built. */
export interface BuilderEvents {
	readonly mends: Mends;
	/** A name stands twice in one object. */
	onRepeated(path: Path, first: Place, second: Place): void;
	/**
	 * An item of a list is whole.
	 * @returns whether it was taken, and is to be in no list
	 */
	onItem(path: Path, item: Located): boolean;
}

/** Makes a tree of tokens, one after another. */
export interface TreeBuilder {
	/** @throws SyntaxFault where a token cannot stand where it does */
	take(token: Token): void;
	/** The path of what is being built. */
	path(): Path;
	/** The whole, once its last bracket was taken. */
	root(): ObjectNode | null;
	/** What was begun last and has no end yet. */
	unfinished(): string;
}

/** Far more than a judge file has, and less than would break what goes through a tree. */
const deepest = 100;

/** A builder that has taken nothing. The whole has to be an object. */
export function createTreeBuilder(events: BuilderEvents): TreeBuilder {
	const stack: OpenPart[] = [];
	let root: ObjectNode | null = null;
	const put = (value: Located, line: number) => {
		const open = stack.at(-1);
		if (open !== undefined) putInto(open, value, line, events);
		else if (value.kind === 'object') root = value;
	};
	const takeValue = (open: OpenPart | undefined, token: Token) => {
		const { kind, place } = token;
		if (kind === '{' || (kind === '[' && open !== undefined)) {
			if (stack.length === deepest) throw new SyntaxFault(`brackets stand ${deepest} deep here`, place);
			stack.push(openPart(kind === '{' ? 'object' : 'list', place, open === undefined ? [] : nextPath(open)));
		} else if (open === undefined) throw surprise(open, token);
		else put(scalarOf(open, token, events.mends), place.line);
	};
	const finish = (open: OpenPart, token: Token) => {
		checkEnd(open, token);
		if (open.expects === 'name') events.mends.add('commas before a closing bracket', token.place);
		stack.pop();
		const { kind, members, items, place } = open;
		put(kind === 'object' ? { kind, members, place } : { kind, items, place }, token.place.line);
	};
	return {
		path: () => stack.at(-1)?.path ?? [],
		root: () => root,
		unfinished: () => stack.map(partWords).at(-1) ?? 'the outermost object',
		take(token) {
			const open = stack.at(-1);
			if (open === undefined) return takeValue(open, token);
			if (token.kind === '}' || token.kind === ']') return finish(open, token);
			if (takeMark(open, token)) return;
			if (lacksComma(open, token)) {
				events.mends.add('missing commas', token.place);
				open.expects = 'name';
			}
			if (open.expects === 'comma' || open.expects === 'colon') throw surprise(open, token);
			if (open.kind === 'object' && open.expects !== 'value') takeName(open, token, events);
			else takeValue(open, token);
		},
	};
}

/** @returns whether it was the colon or the comma that has to come */
function takeMark(open: OpenPart, { kind }: Token): boolean {
	if (open.expects !== (kind === ':' ? 'colon' : 'comma') || (kind !== ':' && kind !== ',')) return false;
	open.expects = kind === ':' ? 'value' : 'name';
	return true;
}

function takeName(open: OpenPart, token: Token, { mends, onRepeated }: BuilderEvents): void {
	const { kind, text, place } = token;
	if (kind !== 'text' && kind !== 'word') throw surprise(open, token);
	if (kind === 'word') mends.add('names without quotes', place);
	const first = open.names.get(text);
	if (first === undefined) open.names.set(text, place);
	else onRepeated([...open.path, text], first, place);
	open.name = { text, place };
	open.expects = 'colon';
}

function putInto(open: OpenPart, value: Located, line: number, { onItem }: BuilderEvents): void {
	open.last = { line, value };
	open.expects = 'comma';
	if (open.kind === 'object') open.members.push({ name: open.name.text, place: open.name.place, value });
	else {
		if (!onItem(nextPath(open), value)) open.items.push(value);
		open.count += 1;
	}
}

function scalarOf(open: OpenPart, token: Token, mends: Mends): Located {
	const { kind, text, place } = token;
	if (kind === 'text') return { kind, value: text, place };
	const bare = kind === 'word' ? readBareWord(text, place) : null;
	if (bare === null) throw surprise(open, token);
	if (bare.mend !== undefined) mends.add(bare.mend, place);
	return bare.value;
}

function checkEnd(open: OpenPart, token: Token): void {
	const wanted = open.kind === 'object' ? '}' : ']';
	if (token.kind !== wanted) {
		const still = partWords(open);
		throw new SyntaxFault(`\`${token.kind}\` stands here, but ${wanted} has to come first, for ${still}`, token.place);
	}
	if (open.expects === 'colon' || open.expects === 'value') throw surprise(open, token);
}
