import { varianceOf } from '../../domain/ranking/statistics/score-table';
import { html, type Markup } from '../html';
import { heatMapPlot } from '../plots/heat-map';
import { numberText } from '../plots/number-text';
import { plotWidths, rowTitle } from '../plots/plot-kit';
import { leftOutWords, mostShown } from './limits';
import type { MatrixOfRows } from './matrix';
import type { NamedRow } from './named-rows';
import { details, paragraph, scrolling, section, table } from './parts';

/** Scenario × row, as a map and as numbers. */
export function heatPart(rows: readonly NamedRow[], matrix: MatrixOfRows): Markup | null {
	const judged = rows.filter(({ row }) => row.composite !== null);
	if (judged.length === 0 || matrix.scenarios.length === 0) return null;
	const drawn = judged.slice(0, mostShown.rows);
	const columns = mostTelling(drawn, matrix);
	const scores = drawn.map((row) => {
		const own = matrix.scoresOf(row);
		return columns.map((at) => own[at] ?? null);
	});
	const scenarios = columns.map((at) => matrix.scenarios[at] ?? '');
	return section('scenarios', 'Scenario by scenario', [
		html`<p>The mean composite of each row in each scenario: a row that is low in one column only has one scenario that it cannot do; a column that is low throughout is hard for all.</p>`,
		scrolling(
			'Heat map of scenarios and rows',
			heatMapPlot({ rows: drawn.map(({ plot }) => plot), scenarios, scores }, plotWidths.wide),
		),
		paragraph(leftOutWords(drawn.length, judged.length, 'judged row')),
		paragraph(leftOutWords(scenarios.length, matrix.scenarios.length, 'scenario', 'those in which rows differ most:')),
		details(
			'The numbers of this map',
			table(
				'Composites by scenario',
				[
					{ title: 'scenario' },
					...drawn.map(({ plot }) => ({ title: plot.letter, hint: rowTitle(plot), right: true })),
				],
				[{ rows: scenarios.map((scenario, at) => [scenario, ...scores.map((own) => numberText(own[at]))]) }],
			),
		),
	]);
}

/** All scenarios, or those in which rows differ most, in the order of their names. */
function mostTelling(rows: readonly NamedRow[], matrix: MatrixOfRows): number[] {
	const all = matrix.scenarios.map((_each, at) => at);
	if (all.length <= mostShown.scenarios) return all;
	const scores = rows.map((row) => matrix.scoresOf(row));
	const spread = all.map((at) => {
		const values = scores.flatMap((own) => own[at] ?? []);
		return values.length < 2 ? 0 : varianceOf(values);
	});
	return [...all]
		.sort((a, b) => (spread[b] ?? 0) - (spread[a] ?? 0) || a - b)
		.slice(0, mostShown.scenarios)
		.sort((a, b) => a - b);
}
