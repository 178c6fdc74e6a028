import type { Mends } from './mends';
import { createPlaceCounter, type Place } from './place';
import { isQuote, readQuoted } from './quoted-text';
import { SyntaxFault } from './syntax-fault';

/** A part of a JSON text. `word` is whatever stands there without quotes: a number, `true`, `None`, anything. */
export interface Token {
	readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | 'text' | 'word' | 'comment';
	/** A text without its quotes; of a comment what stands in it; a mark is its own text. */
	readonly text: string;
	readonly place: Place;
}

/** Gives the tokens of a text that comes piece by piece. */
export interface Tokenizer {
	push(piece: string): void;
	/** Nothing comes behind what was pushed. */
	end(): void;
	/**
	 * @returns the next token, `null` where its end has not come yet, or where there is none
	 * @throws SyntaxFault where a text or a comment has no end
	 */
	next(): Token | null;
	/** What was pushed and is in no token yet, and where it begins. */
	rest(): { text: string; place: Place };
}

type Scanned = Omit<Token, 'place'> & { readonly length: number; readonly mends?: readonly string[] };

const marks: Readonly<Record<string, Token['kind']>> = {
	'{': '{',
	'}': '}',
	'[': '[',
	']': ']',
	':': ':',
	',': ',',
	'\uff5b': '{',
	'\uff5d': '}',
	'\uff3b': '[',
	'\uff3d': ']',
	'\uff1a': ':',
	'\uff0c': ',',
};
const space = /[\s\u200b-\u200d\u2060]+/y;
const word = /(?:[^\s\u200b-\u200d\u2060{}[\]:,\uff5b\uff5d\uff3b\uff3d\uff1a\uff0c"#/]|\/(?![/*]))+/y;

/** A tokenizer that has seen nothing; JSON is meant, and what else is understood is noted as mended. */
export function createTokenizer(mends: Mends, start: Place): Tokenizer {
	const counter = createPlaceCounter(start);
	let buffer = '';
	let at = 0;
	let ended = false;
	/** A token that is not whole is looked at again when twice as much of it is there: a long one costs no more so. */
	let wanted = 0;
	const pass = (length: number) => {
		counter.pass(buffer.slice(at, at + length));
		at += length;
	};
	const passSpace = () => {
		space.lastIndex = at;
		const found = space.exec(buffer)?.[0] ?? '';
		if (/[^ \t\r\n]/.test(found)) mends.add('spaces that JSON does not have', counter.place());
		pass(found.length);
	};
	return {
		push(piece) {
			buffer = buffer.slice(at) + piece;
			at = 0;
		},
		end() {
			ended = true;
		},
		next() {
			if (!ended && buffer.length - at < wanted) return null;
			wanted = 0;
			passSpace();
			if (at === buffer.length) return null;
			const place = counter.place();
			const scanned = scan(buffer, at, ended);
			if (scanned === null) {
				if (ended) throw new SyntaxFault(unended(buffer.charAt(at)), place);
				wanted = 2 * (buffer.length - at);
				return null;
			}
			for (const mend of scanned.mends ?? []) mends.add(mend, place);
			pass(scanned.length);
			return { kind: scanned.kind, text: scanned.text, place };
		},
		rest: () => ({ text: buffer.slice(at), place: counter.place() }),
	};
}

function unended(letter: string): string {
	if (letter === '/') return 'a comment begins here and has no end';
	return 'a text begins here and has no end: what follows was cut off, or a quote is missing';
}

/** @returns the token at a place, `null` where more has to come */
function scan(buffer: string, at: number, ended: boolean): Scanned | null {
	const letter = buffer.charAt(at);
	const mark = marks[letter];
	if (mark !== undefined) {
		return { kind: mark, text: mark, length: 1, ...(mark !== letter && { mends: ['full-width punctuation'] }) };
	}
	if (isQuote(letter)) {
		const quoted = readQuoted(buffer, at, ended);
		return quoted && { kind: 'text', ...quoted };
	}
	if (letter === '#' || letter === '/') {
		const comment = scanComment(buffer, at, ended);
		if (comment !== undefined) return comment;
	}
	word.lastIndex = at;
	const text = word.exec(buffer)?.[0] ?? letter;
	return at + text.length === buffer.length && !ended ? null : { kind: 'word', text, length: text.length };
}

/** @returns `null` where more has to come, `undefined` where it is no comment */
function scanComment(buffer: string, at: number, ended: boolean): Scanned | null | undefined {
	const begin = buffer.startsWith('#', at) ? '#' : buffer.slice(at, at + 2);
	if (begin === '/') return ended ? undefined : null;
	if (begin === '/*') {
		const end = buffer.indexOf('*/', at + 2);
		return end === -1 ? null : { kind: 'comment', text: buffer.slice(at + 2, end), length: end + 2 - at };
	}
	if (begin !== '//' && begin !== '#') return undefined;
	const behind = buffer.slice(at).search(/[\r\n]/);
	if (behind === -1 && !ended) return null;
	const length = behind === -1 ? buffer.length - at : behind;
	return { kind: 'comment', text: buffer.slice(at + begin.length, at + length), length };
}
