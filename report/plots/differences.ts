import { quantileOf } from '../../domain/ranking/statistics/quantiles';
import type { Markup } from '../html';
import { numberText, rangeText, signedText } from './number-text';
import { type PlotRow, rowTitle } from './plot-kit';
import { drawRowLines } from './row-lines';

/** How far a row is from the one that all are held against, scenario by scenario. */
export interface DifferenceOfRow {
	readonly row: PlotRow;
	/** The row's score − the other's; `null` where they share no scenario. */
	readonly mean: number | null;
	/** 95 %, of this pair alone; `null` where there is none. */
	readonly interval: { readonly low: number; readonly high: number } | null;
	readonly scenarios: readonly { readonly scenario: string; readonly difference: number }[];
	/** Whether the two are called different, all pairs considered. */
	readonly isDifferent: boolean;
}

/** With more scenarios their dots would be one grey line. */
const mostDots = 100;

/** Paired differences from one row, a line a row and a dot a scenario. @param width in pixels */
export function differencesPlot(against: PlotRow, rows: readonly DifferenceOfRow[], width: number): Markup {
	const different = rows.filter(({ isDifferent }) => isDifferent).length;
	return drawRowLines(
		rows.map((each) => ({
			...{ row: each.row, value: each.mean, interval: each.interval, isFull: each.isDifferent },
			...spreadOf(each),
			text: textOf(each, against),
			note: 'no common scenario',
		})),
		{
			width,
			axis: `difference from ${against.letter}, points of the composite`,
			reference: 0,
			alternative: `Paired differences of ${rows.length} rows from ${rowTitle(against)}; ${different} of them are called different.`,
		},
	);
}

function spreadOf({ scenarios }: DifferenceOfRow) {
	if (scenarios.length <= mostDots)
		return {
			dots: scenarios.map(({ scenario, difference }) => ({
				value: difference,
				text: `${scenario}: ${signedText(difference)}`,
			})),
			band: null,
		};
	const all = scenarios.map(({ difference }) => difference);
	const [low, high] = [quantileOf(all, 0.25).value, quantileOf(all, 0.75).value];
	return { dots: [], band: low === null || high === null ? null : { low, high } };
}

function textOf({ row, mean, interval, scenarios, isDifferent }: DifferenceOfRow, against: PlotRow): string {
	const range = interval === null ? 'no interval' : `95 % of this pair alone ${rangeText(interval)}`;
	const called = isDifferent ? 'called different' : 'not told apart';
	return `${rowTitle(row)} − ${against.letter}: ${mean === null ? numberText(mean) : signedText(mean)} (${range}; scenarios: ${scenarios.length}); ${called}`;
}
