/** What a person sees on a terminal: a part of the emulation, for what our own screens send. */
export interface TerminalScreen {
	/** Takes in what a program has sent. */
	feed(text: string): void;
	/** The lines, without the spaces at their ends. */
	lines(): string[];
	resize(rows: number, columns: number): void;
}

/** An escape sequence, a mark of a line's end, or a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what steers a terminal begins with one
const pieces = /\x1b\[([?\d;]*)([A-Za-z])|([\r\n])|(.)/gsu;

export function createTerminalScreen(rows: number, columns: number): TerminalScreen {
	let cells = blank(rows, columns);
	let [row, column] = [0, 0];
	const put = (character: string) => {
		const line = cells[row];
		if (line !== undefined && column < line.length) line[column] = character;
		column += 1;
	};
	const control = (parameters: string, letter: string) => {
		const [first = '', second = ''] = parameters.split(';');
		if (letter === 'H') [row, column] = [Number(first || 1) - 1, Number(second || 1) - 1];
		else if (letter === 'G') column = Number(first || 1) - 1;
		else if (letter === 'J') cells = blank(cells.length, cells[0]?.length ?? 0);
		else if (letter === 'K') cells[row]?.fill(' ', column);
		else if (!['m', 'h', 'l'].includes(letter)) throw new Error(`not expected on our screens: ${parameters}${letter}`);
	};
	return {
		feed: (text) => {
			for (const [, parameters, letter, mark, character] of text.matchAll(pieces)) {
				if (letter !== undefined) control(parameters ?? '', letter);
				else if (mark === '\r') column = 0;
				else if (mark === '\n') row += 1;
				else if (character !== undefined) put(character);
			}
		},
		lines: () => cells.map((line) => line.join('').trimEnd()),
		resize: (toRows, toColumns) => {
			cells = blank(toRows, toColumns);
		},
	};
}

function blank(rows: number, columns: number): string[][] {
	return Array.from({ length: rows }, () => Array<string>(columns).fill(' '));
}
