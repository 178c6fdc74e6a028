import stringWidth from 'string-width';

const unseen = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const picture = /^\p{Emoji_Presentation}$/u;
const plainText = /^[\x20-\x7e]*$/;

/**
 * How many columns of a terminal a text takes at most. Terminals differ in joined pictures, so each part of one counts:
 * a line may then be shorter than it could be, and never longer.
 */
export function widthOf(text: string): number {
	if (plainText.test(text)) return text.length;
	let width = 0;
	for (const character of text) width += widthOfCharacter(character);
	return width;
}

/** Of those that were asked for. */
const known = new Map<string, number>();

function widthOfCharacter(character: string): number {
	const before = known.get(character);
	if (before !== undefined) return before;
	const width = unseen.test(character) ? 0 : picture.test(character) ? 2 : stringWidth(character);
	known.set(character, width);
	return width;
}

/** A text cut to so many columns, and filled up with spaces where it is shorter. */
export function toWidth(text: string, columns: number): string {
	const cut = cutTo(text, columns);
	return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)));
}

/** The beginning of a text that takes at most so many columns; no character is cut apart. */
export function cutTo(text: string, columns: number): string {
	if (widthOf(text) <= columns) return text;
	let cut = '';
	let width = 0;
	for (const piece of piecesOf(text)) {
		width += widthOf(piece);
		if (width > columns) break;
		cut += piece;
	}
	return cut;
}

/**
 * Breaks a text into lines of at most so many columns: at spaces, between characters of scripts that have none, and
 * within what is longer than a line.
 * @param hanging what the second and every further line begins with
 */
export function wrapText(text: string, columns: number, hanging = ''): string[] {
	const indent = widthOf(hanging) < columns / 2 ? hanging : '';
	const lines: string[] = [];
	let line = '';
	let width = 0;
	let isEmpty = true;
	const breakLine = () => {
		lines.push(line.trimEnd());
		line = indent;
		width = widthOf(indent);
		isEmpty = true;
	};
	for (const part of partsOf(text)) {
		const itsWidth = widthOf(part);
		if (!isEmpty && width + widthOf(part.trimEnd()) > columns) breakLine();
		for (const piece of width + itsWidth > columns ? piecesOf(part) : [part]) {
			const pieceWidth = widthOf(piece);
			if (!isEmpty && width + pieceWidth > columns) {
				// A space at the end of a line is not seen.
				if (piece.trim() === '') continue;
				breakLine();
			}
			line += piece;
			width += pieceWidth;
			isEmpty = false;
		}
	}
	return [...lines, line.trimEnd()];
}

/** Words with the space behind them; of scripts that are written without spaces each character. */
function partsOf(text: string): string[] {
	return (
		text.match(
			/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{P}?\s*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu,
		) ?? []
	);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function piecesOf(text: string): string[] {
	return [...segmenter.segment(text)].map(({ segment }) => segment);
}
