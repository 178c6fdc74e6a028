import { type Held, html, type Markup } from '../html';
import { cutTo, widthOf } from '../text-width';

/** A row as plots name it: by a letter, and by its model and prompt version. */
export interface PlotRow {
	/** Short, and the row's own: `A`, `B`, …, `AA`. */
	readonly letter: string;
	readonly model: string;
	readonly prompt: string;
	/** Whether it may be the best. */
	readonly mayBeBest: boolean;
}

/** The two widths in which every plot is drawn, for screens and for telephones: units are pixels. */
export const plotWidths = { wide: 880, narrow: 336 } as const;

/** Pixels that a column of a plot's text takes at most: fonts differ. */
const columnWidth = 7.2;

/** What a row is called, with its letter. */
export function rowTitle({ letter, model, prompt }: PlotRow): string {
	return `${letter} ${model} × ${prompt}`;
}

/** The letters of so many rows: A to Z, then AA, AB, … */
export function letterOf(row: number): string {
	const last = String.fromCharCode(65 + (row % 26));
	return row < 26 ? last : letterOf(Math.floor(row / 26) - 1) + last;
}

/** A text that takes at most so many pixels; where it takes more, its middle is left out, since names often differ in their ends. */
export function fitted(text: string, pixels: number): string {
	const columns = Math.floor(pixels / columnWidth);
	const line = text.replaceAll(/\s+/g, ' ');
	if (widthOf(line) <= columns) return line;
	const head = cutTo(line, Math.max(1, Math.floor(columns * 0.45)));
	return `${head}…${endOf(line.slice(head.length), columns - widthOf(head) - 1)}`;
}

/** The end of a text that takes at most so many columns. */
function endOf(text: string, columns: number): string {
	const characters = [...text];
	let [width, from] = [0, characters.length];
	while (from > 0) {
		width += widthOf(characters[from - 1] ?? '');
		if (width > columns) break;
		from -= 1;
	}
	return characters.slice(from).join('');
}

/** A drawing with what it shows in words, for those who do not see it. */
export function drawing(width: number, height: number, alternative: string, content: Held): Markup {
	return html`<svg class="plot" role="img" aria-label="${alternative}" viewBox="0 0 ${pixel(width)} ${pixel(height)}" width="${pixel(width)}" height="${pixel(height)}">${content}</svg>
`;
}

/** A line of text at its place. @param kind classes of the plots' style */
export function label(x: number, y: number, text: string, kind = ''): Markup {
	return html`<text x="${pixel(x)}" y="${pixel(y)}" class="${kind}">${text}</text>`;
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, kind: string): Markup {
	return html`<line x1="${pixel(x1)}" y1="${pixel(y1)}" x2="${pixel(x2)}" y2="${pixel(y2)}" class="${kind}"/>`;
}

/** What shows when a pointer rests on a part of a drawing. */
export function hover(text: string): Markup {
	return html`<title>${text}</title>`;
}

/** A place in a drawing, to a tenth of a pixel. */
function pixel(value: number): number {
	return Math.round(value * 10) / 10;
}
