import { isTableRule, markdownCells } from '../domain/judging/rows/markdown-row';

/**
 * Reads the rows of a Markdown table out of a text whose lines end with LF; the rule below its head is none.
 * @param before how many lines of the file stand before the text
 * @param onWords takes a line that is no row
 */
export async function readMarkdown(
	pieces: AsyncIterable<string>,
	before: number,
	onRow: (cells: readonly string[], row: number, line: number) => void,
	onWords: (text: string, line: number) => void,
): Promise<void> {
	let [line, row] = [before, 0];
	for await (const text of linesOf(pieces)) {
		line += 1;
		if (isTableRule(text) || /^\s*(?:`{3,}\w*)?\s*$/.test(text)) continue;
		if (!text.includes('|')) onWords(text, line);
		else {
			row += 1;
			onRow(markdownCells(text), row, line);
		}
	}
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
	let rest = '';
	for await (const piece of pieces) {
		const lines = (rest + piece).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
	if (rest !== '') yield rest;
}
