import type { Markup } from '../html';
import { numberText, rangeText } from './number-text';
import { type PlotRow, rowTitle } from './plot-kit';
import { drawRowLines } from './row-lines';

/** The mean composite of a row. */
export interface CompositeOfRow {
	readonly row: PlotRow;
	/** `null` where nothing of it was judged. */
	readonly composite: number | null;
	/** 95 %; `null` where there is none. */
	readonly interval: { readonly low: number; readonly high: number } | null;
	readonly scenarios: number;
}

/** Composites with their intervals, a line a row. @param width in pixels */
export function compositePlot(rows: readonly CompositeOfRow[], width: number): Markup {
	const judged = rows.filter(({ composite }) => composite !== null);
	const best = judged.reduce<CompositeOfRow | undefined>(
		(top, each) => (top === undefined || (each.composite ?? 0) > (top.composite ?? 0) ? each : top),
		undefined,
	);
	const highest = best === undefined ? 'none is judged' : `the highest is ${textOf(best)}`;
	return drawRowLines(
		rows.map((each) => ({
			...{ row: each.row, value: each.composite, interval: each.interval, dots: [], band: null },
			...{ isFull: each.row.mayBeBest, text: textOf(each), note: 'not judged' },
		})),
		{ width, axis: 'mean composite, 95 % interval', alternative: `Mean composite of ${rows.length} rows; ${highest}.` },
	);
}

function textOf({ row, composite, interval, scenarios }: CompositeOfRow): string {
	const range = interval === null ? 'no interval' : `95 % ${rangeText(interval)}`;
	return `${rowTitle(row)}: ${numberText(composite)} (${range}; scenarios: ${scenarios})`;
}
