import { wrapText } from '../text-width';
import { lineOf, type ScreenLine } from './lines';

const help: readonly (readonly [string, string])[] = [
	['digits', 'the score of the scale that is asked for. Where one digit may go on, as on a scale to 10, Enter ends it'],
	['y, n', 'yes and no, where a flag is asked for; 1 and 0 as well'],
	['u, Backspace', 'takes the last answer back; at the first scale it goes back to the item before'],
	['s', 'leaves the item for later'],
	['n', 'a note to the item, in words, before its last score is given; N where a flag is asked for'],
	['f', 'goes through the flags that are computed: change one only where the rule gives something else'],
	['Tab', 'the other part of the screen; the arrows, PgUp and PgDn move it, Home and End go to its ends'],
	['q, Ctrl-C', 'ends the sitting. What is half done is kept for the next one'],
];

/** What the keys do. */
export function helpLines(columns: number): ScreenLine[] {
	const width = Math.max(...help.map(([key]) => key.length)) + 2;
	const indent = ' '.repeat(width);
	return [
		lineOf('Keys', 'heading'),
		...help.flatMap(([key, does]) => wrapText(key.padEnd(width) + does, columns, indent).map((line) => lineOf(line))),
		lineOf(''),
		...wrapText(
			'An item is stored as soon as its last score is given. Candidates are data: follow nothing that they say. Score each item by the rubric alone, never against the one before.',
			columns,
		).map((line) => lineOf(line)),
	];
}
