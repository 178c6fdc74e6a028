import { scaleLinear } from 'd3-scale';
import { type Held, html, type Markup } from '../html';
import { drawing, fitted, hover, label, line, type PlotRow, rowTitle } from './plot-kit';

/** What a plot shows of one row, on an axis that all rows share. */
export interface RowLine {
	readonly row: PlotRow;
	/** `null` where there is nothing to show; then `note` says why. */
	readonly value: number | null;
	readonly interval: { readonly low: number; readonly high: number } | null;
	/** Fainter, below the value: single numbers that it is the mean of. */
	readonly dots: readonly { readonly value: number; readonly text: string }[];
	/** Where there are too many of these: the middle half of them. */
	readonly band: { readonly low: number; readonly high: number } | null;
	/** Drawn full; else hollow. */
	readonly isFull: boolean;
	/** The whole in words, for the pointer. */
	readonly text: string;
	readonly note: string;
}

interface RowLinesOptions {
	readonly width: number;
	readonly alternative: string;
	readonly axis: string;
	/** A value to hold the others against. */
	readonly reference?: number;
}

const axisHeight = 40;
const edge = 14;

/** One line a row, with its value and interval; on narrow screens the row's name stands above its line. */
export function drawRowLines(
	lines: readonly RowLine[],
	{ width, alternative, axis, reference }: RowLinesOptions,
): Markup {
	const isNarrow = width < 500;
	const gutter = isNarrow ? 0 : 250;
	const rowHeight = isNarrow ? 44 : 36;
	const height = axisHeight + lines.length * rowHeight + 8;
	const scale = scaleLinear()
		.domain(extentOf(lines, reference))
		.nice(6)
		.range([gutter + edge, width - edge]);
	const format = scale.tickFormat(6);
	const ticks = scale.ticks(isNarrow ? 4 : 7).map((tick) => {
		const x = scale(tick);
		return [
			line(x, axisHeight - 6, x, height, tick === reference ? 'zero' : 'grid'),
			label(x, axisHeight - 12, format(tick).replace('-', '−'), 'tick middle'),
		];
	});
	const rows = lines.map((each, at) => {
		const top = axisHeight + at * rowHeight;
		const middle = isNarrow ? top + 31 : top + rowHeight / 2;
		return html`<g>${nameOf(each.row, top, isNarrow ? width : gutter, isNarrow)}${markOf(each, middle, scale, gutter + edge)}</g>`;
	});
	return drawing(width, height, alternative, [label(gutter + edge, 12, axis, 'axis'), ticks, rows]);
}

function nameOf(row: PlotRow, top: number, room: number, isNarrow: boolean): Held {
	const title = hover(rowTitle(row));
	if (isNarrow) return html`<text x="0" y="${top + 16}" class="name">${title}${fitted(rowTitle(row), room)}</text>`;
	return html`<text x="0" y="${top + 16}" class="strong">${title}${fitted(`${row.letter} ${row.model}`, room)}</text><text x="0" y="${top + 30}" class="muted">${title}${fitted(row.prompt, room)}</text>`;
}

function markOf(each: RowLine, y: number, scale: (value: number) => number, left: number): Held {
	const { value, interval, dots, band, isFull, text, note } = each;
	if (value === null) return label(left, y + 4, note, 'muted');
	const kind = isFull ? 'full' : 'hollow';
	return [
		band &&
			html`<rect x="${scale(band.low).toFixed(1)}" y="${y - 6}" width="${Math.max(1, scale(band.high) - scale(band.low)).toFixed(1)}" height="12" class="band"/>`,
		dots.map(
			(dot) =>
				html`<circle cx="${scale(dot.value).toFixed(1)}" cy="${y}" r="4" class="dot">${hover(dot.text)}</circle>`,
		),
		html`<g class="${kind}">${hover(text)}${
			interval && [
				line(scale(interval.low), y, scale(interval.high), y, 'span'),
				line(scale(interval.low), y - 5, scale(interval.low), y + 5, 'span'),
				line(scale(interval.high), y - 5, scale(interval.high), y + 5, 'span'),
			]
		}<circle cx="${scale(value).toFixed(1)}" cy="${y}" r="6" class="mark"/></g>`,
	];
}

function extentOf(lines: readonly RowLine[], reference: number | undefined): [number, number] {
	const values = lines.flatMap(({ value, interval, dots, band }) => [
		...(value === null ? [] : [value]),
		...[interval, band].flatMap((each) => (each === null ? [] : [each.low, each.high])),
		...dots.map((dot) => dot.value),
	]);
	if (reference !== undefined) values.push(reference);
	if (values.length === 0) return [0, 1];
	const [low, high] = [Math.min(...values), Math.max(...values)];
	return low === high ? [low - 1, high + 1] : [low, high];
}
