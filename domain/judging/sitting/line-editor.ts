import type { Key } from './keys';

/** A line of text that somebody writes, and where in it. */
export interface LineEditor {
	/** What a person sees as one character each. */
	readonly characters: readonly string[];
	readonly at: number;
}

/** Characters: a longer note is written in a judge file. */
const longestLine = 2_000;

/** An editor with a text in it, at its end. */
export function editorOf(text: string): LineEditor {
	const characters = charactersOf(text);
	return { characters, at: characters.length };
}

export function textOf({ characters }: LineEditor): string {
	return characters.join('').trim();
}

/** The editor after a key; keys that mean nothing to it change nothing. */
export function editLine(editor: LineEditor, key: Key): LineEditor {
	if (key.is === 'text' || key.is === 'paste') return inserted(editor, oneLine(key.text));
	const { characters, at } = editor;
	const cut = (from: number, to: number): LineEditor => ({
		characters: [...characters.slice(0, from), ...characters.slice(to)],
		at: from,
	});
	switch (key.name) {
		case 'left':
			return { characters, at: Math.max(0, at - 1) };
		case 'right':
			return { characters, at: Math.min(characters.length, at + 1) };
		case 'home':
			return { characters, at: 0 };
		case 'end':
			return { characters, at: characters.length };
		case 'backspace':
			return at === 0 ? editor : cut(at - 1, at);
		case 'delete':
			return at === characters.length ? editor : cut(at, at + 1);
		case 'cut-line':
			return cut(0, at);
		case 'cut-word':
			return cut(wordStart(characters, at), at);
		default:
			return editor;
	}
}

function inserted({ characters, at }: LineEditor, text: string): LineEditor {
	// Anew from the whole, since what is typed may belong to the character before it: an accent, a joined picture.
	const before = charactersOf(characters.slice(0, at).join('') + text);
	const all = [...before, ...characters.slice(at)];
	return all.length > longestLine ? { characters, at } : { characters: all, at: before.length };
}

function wordStart(characters: readonly string[], at: number): number {
	let start = at;
	while (start > 0 && isSpace(characters[start - 1])) start -= 1;
	while (start > 0 && !isSpace(characters[start - 1])) start -= 1;
	return start;
}

function isSpace(character: string | undefined): boolean {
	return character !== undefined && character.trim() === '';
}

/** Control characters mean nothing in a line; what breaks one is a space. */
function oneLine(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\t\r\n\u2028\u2029]+/g, ' ')
		.replace(/\p{Cc}/gu, '');
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function charactersOf(text: string): string[] {
	return [...segmenter.segment(text)].map(({ segment }) => segment);
}
