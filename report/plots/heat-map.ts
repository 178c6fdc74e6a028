import { scaleQuantize } from 'd3-scale';
import { html, type Markup } from '../html';
import { widthOf } from '../text-width';
import { numberText } from './number-text';
import { drawing, fitted, hover, label, type PlotRow, rowTitle } from './plot-kit';

/** Scores of rows by scenario. */
export interface HeatMap {
	readonly rows: readonly PlotRow[];
	readonly scenarios: readonly string[];
	/** By row, then scenario: the mean composite; `null` where none was judged. */
	readonly scores: readonly (readonly (number | null)[])[];
}

const steps = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const cellHeight = 24;
/** Narrower cells have no room for their number. */
const numberWidth = 34;

/**
 * Scenario × row: the darker (on dark pages the lighter), the higher the composite. It is as wide as its cells need, and
 * stands in a box that scrolls.
 * @param width that it takes where there are few scenarios, in pixels
 */
export function heatMapPlot({ rows, scenarios, scores }: HeatMap, width: number): Markup {
	const titles = rows.map((row) => widthOf(rowTitle(row)) * 7.2 + 14);
	const gutter = Math.min(width < 500 ? 130 : 230, Math.max(90, ...titles));
	const cell = Math.max(16, Math.min(64, Math.floor((width - gutter) / Math.max(1, scenarios.length))));
	const longest = Math.max(0, ...scenarios.map((each) => fitted(each, 130).length));
	const head = Math.min(140, 16 + longest * 7.2);
	const values = scores.flat().filter((each) => each !== null);
	const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
	const step = scaleQuantize<number>()
		.domain([low, high === low ? low + 1 : high])
		.range(steps);
	const height = head + rows.length * cellHeight + 34;
	const across = Math.max(gutter + scenarios.length * cell + 8, 336);
	const alternative = `Mean composite of ${rows.length} rows in ${scenarios.length} scenarios, from ${numberText(low)} to ${numberText(high)}; ${rows.length * scenarios.length - values.length} are missing.`;
	return drawing(across, height, alternative, [
		scenarios.map((scenario, at) => {
			const x = gutter + at * cell + cell / 2 + 4;
			return html`<text transform="translate(${x.toFixed(1)} ${head - 6}) rotate(-90)" class="tick">${hover(scenario)}${fitted(scenario, 130)}</text>`;
		}),
		rows.map((row, at) => {
			const top = head + at * cellHeight;
			const name = html`<text x="0" y="${top + 16}">${hover(rowTitle(row))}${fitted(rowTitle(row), gutter - 8)}</text>`;
			const cells = scenarios.map((scenario, place) =>
				cellOf(gutter + place * cell, top, cell, scores[at]?.[place] ?? null, step, `${row.letter} ${scenario}`),
			);
			return [name, cells];
		}),
		legendOf(head + rows.length * cellHeight + 12, low, high),
	]);
}

function cellOf(
	x: number,
	y: number,
	width: number,
	score: number | null,
	step: (value: number) => number,
	name: string,
): Markup {
	if (score === null)
		return html`<g>${hover(`${name}: none`)}<rect x="${x}" y="${y}" width="${width - 1}" height="${cellHeight - 1}" class="missing"/></g>`;
	const level = step(score);
	const number = width >= numberWidth && label(x + (width - 1) / 2, y + 16, numberText(score, 1), `middle on${level}`);
	return html`<g>${hover(`${name}: ${numberText(score)}`)}<rect x="${x}" y="${y}" width="${width - 1}" height="${cellHeight - 1}" class="h${level}"/>${number}</g>`;
}

function legendOf(y: number, low: number, high: number): Markup[] {
	const box = 18;
	const from = 34;
	return [
		label(from - 6, y + 12, numberText(low, 1), 'tick end'),
		...steps.map((each) => html`<rect x="${from + each * box}" y="${y}" width="${box}" height="14" class="h${each}"/>`),
		label(from + steps.length * box + 6, y + 12, numberText(high, 1), 'tick'),
		html`<rect x="${from + steps.length * box + 52}" y="${y}" width="${box}" height="13" class="missing"/>`,
		label(from + steps.length * box + 76, y + 12, 'none', 'tick'),
	];
}
