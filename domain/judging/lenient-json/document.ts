import { type DocumentWords, wordsForFiles } from './document-words';
import type { Mends } from './mends';
import { type Place, placeWords } from './place';
import { SyntaxFault } from './syntax-fault';
import { createBeginSearch, readTalk } from './talk';
import { createTokenizer, type Token, type Tokenizer } from './tokens';
import { type Located, type ObjectNode, type Path, pathWords } from './tree';
import { createTreeBuilder } from './tree-builder';

/**
 * Reads an object of JSON, piece by piece, out of a text that a person, an editor or an assistant may have rewritten.
 * What is unambiguous is read, and noted as mended; nothing is guessed, and a name that stands twice is a fault. No kept
 * library does that: those that repair a text guess, and none of them knows places in what comes piece by piece.
 */
export interface DocumentReader {
	push(piece: string): void;
	/** Whether the object is whole, or cannot be read on. */
	isDone(): boolean;
	/** Call it when all was pushed. */
	end(): ReadDocument;
}

interface ReadDocument {
	/** `null` where the text is not whole or not readable; then there are faults. */
	readonly root: ObjectNode | null;
	/** With their places. */
	readonly faults: readonly string[];
	/** Words that are no part of the object: comments, and talk before and behind it. */
	readonly remarks: readonly Remark[];
}

export interface Remark {
	readonly text: string;
	readonly place: Place;
	/** What it stands in; empty for what stands in no part of the object. */
	readonly path: Path;
}

/**
 * A reader that has seen nothing.
 * @param onItem takes an item of a list; `true` where it is to be left out of the tree
 * @param words for who wrote the text
 * @param start where its first letter stands
 */
export function createDocumentReader(
	mends: Mends,
	onItem: (path: Path, item: Located) => boolean,
	words: DocumentWords = wordsForFiles,
	start: Place = { line: 1, column: 1 },
): DocumentReader {
	const faults: string[] = [];
	const remarks: Remark[] = [];
	const search = createBeginSearch(start);
	const builder = createTreeBuilder({
		mends,
		onItem,
		onRepeated: (path, first, second) =>
			faults.push(`${placeWords(second)}, ${pathWords(path)}: stands twice; first at ${placeWords(first)}`),
	});
	let tokenizer: Tokenizer | null = null;
	let broken = false;
	const take = (token: Token) => {
		if (token.kind !== 'comment') return builder.take(token);
		remarks.push({ text: token.text, place: token.place, path: builder.path() });
		mends.add('comments left out', token.place, token.text);
	};
	const takeAll = (from: Tokenizer) => {
		try {
			while (!broken && builder.root() === null) {
				const token = from.next();
				if (token === null) return;
				take(token);
			}
		} catch (error) {
			if (!(error instanceof SyntaxFault)) throw error;
			broken = true;
			faults.push(`${placeWords(error.place)}: ${error.message}`);
		}
	};
	const takeTalk = (text: string, from: Place, side: 'before' | 'behind') => {
		const { said, moreJson } = readTalk(text, from, mends);
		if (moreJson !== null) {
			faults.push(`${placeWords(moreJson)}: ${words.more(side)}`);
			return;
		}
		if (said === '') return;
		remarks.push({ text: said, place: from, path: [] });
		mends.add(`words ${side} the file left out`, from, said);
	};
	return {
		push(piece) {
			const found = tokenizer === null ? search.push(piece) : null;
			if (found !== null) tokenizer = createTokenizer(mends, found.place);
			if (tokenizer === null || broken) return;
			tokenizer.push(found === null ? piece : found.text);
			takeAll(tokenizer);
		},
		isDone: () => broken || builder.root() !== null,
		end() {
			if (tokenizer === null) return { root: null, faults: [nothingIn(search.talk(), words)], remarks };
			if (/\[\s*$/.test(search.talk())) return { root: null, faults: [words.list], remarks };
			tokenizer.end();
			takeAll(tokenizer);
			takeTalk(search.talk(), start, 'before');
			const root = builder.root();
			const { text, place } = tokenizer.rest();
			if (root !== null) takeTalk(text, place, 'behind');
			else if (!broken) faults.push(`${placeWords(place)}: ${words.cut(builder.unfinished())}`);
			return { root: broken ? null : root, faults, remarks };
		},
	};
}

function nothingIn(text: string, words: DocumentWords): string {
	const said = text.replace(/[\s\0\ufeff]+/g, ' ').trim();
	if (said === '') return words.empty;
	return said.startsWith('[') ? words.list : words.none(JSON.stringify(said.slice(0, 60)));
}
