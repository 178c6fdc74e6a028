import { separateIntervals } from '../../domain/ranking/statistics/difference-interval';
import { meanOf } from '../../domain/ranking/statistics/score-table';
import { type Held, html, type Markup } from '../html';
import { type DifferenceOfRow, differencesPlot } from '../plots/differences';
import { chanceText, rangeText, signedText } from '../plots/number-text';
import { rowTitle } from '../plots/plot-kit';
import { leftOutWords, mostShown } from './limits';
import type { MatrixOfRows, PairOfRows } from './matrix';
import type { NamedRow } from './named-rows';
import { details, figure, paragraph, section, table } from './parts';
import type { ReportInput } from './report-input';

/** Of a pair alone, at either end. */
const intervalLevel = 0.025;

/** Rows held against the one with the highest mean, and each against each. */
export function differencesPart(
	{ board }: ReportInput,
	rows: readonly NamedRow[],
	matrix: MatrixOfRows,
): Markup | null {
	const judged = rows.filter(({ row }) => row.composite !== null);
	const [top, ...others] = judged;
	if (top === undefined || others.length === 0) return null;
	const drawn = others.slice(0, mostShown.rows - 1);
	const differences = differencesOf(drawn, top, matrix, board.separation.seed);
	return section('differences', 'Paired differences', [
		html`<p>Each row against ${rowTitle(top.plot)}, which has the highest mean, scenario by scenario: what is easy or hard in a scenario falls out.</p>`,
		figure(
			'A faint dot is one scenario. Full: called different, with all pairs considered (max-T over sign flips). The interval is of that pair alone (95 %), so it may leave zero where the pair is not called different.',
			(width) => differencesPlot(top.plot, differences, width),
		),
		paragraph(leftOutWords(drawn.length + 1, judged.length, 'row')),
		details('The numbers of this plot', differencesTable(differences, drawn, top, matrix)),
		html`<h3>Each row against each</h3>`,
		...matrixTable(judged, matrix, board.separation.level),
	]);
}

function differencesOf(
	rows: readonly NamedRow[],
	top: NamedRow,
	matrix: MatrixOfRows,
	seed: number,
): DifferenceOfRow[] {
	const theirs = matrix.scoresOf(top);
	const differences = rows.map((row) =>
		matrix.scoresOf(row).map((score, at) => {
			const other = theirs[at] ?? null;
			return score === null || other === null ? null : score - other;
		}),
	);
	const intervals = separateIntervals(differences, { seed, level: intervalLevel });
	return rows.map((row, which) => {
		const scenarios = (differences[which] ?? []).flatMap((difference, at) =>
			difference === null ? [] : [{ scenario: matrix.scenarios[at] ?? '', difference }],
		);
		const mean = scenarios.length === 0 ? null : meanOf(scenarios.map(({ difference }) => difference));
		return {
			...{ row: row.plot, scenarios, interval: intervals[which]?.value ?? null, mean },
			isDifferent: matrix.pairOf(row, top)?.isDifferent ?? false,
		};
	});
}

function differencesTable(
	all: readonly DifferenceOfRow[],
	rows: readonly NamedRow[],
	top: NamedRow,
	matrix: MatrixOfRows,
) {
	const columns = [
		{ title: 'row' },
		...['scenarios', 'difference', '95 %, alone', 'p, alone', 'p, all pairs'].map((title) => ({ title, right: true })),
		{ title: 'called different' },
	];
	const lines = all.map((each, at) => {
		const named = rows[at];
		const chance = named === undefined ? undefined : matrix.pairOf(named, top)?.chance.value;
		return [
			rowTitle(each.row),
			each.scenarios.length,
			each.mean === null ? '–' : signedText(each.mean),
			rangeText(each.interval),
			chance ? chanceText(chance.raw) : '–',
			chance ? chanceText(chance.adjusted) : '–',
			each.isDifferent ? 'yes' : 'no',
		];
	});
	return table(`Differences from ${top.plot.letter}`, columns, [{ rows: lines }]);
}

function matrixTable(judged: readonly NamedRow[], matrix: MatrixOfRows, level: number): Held[] {
	const shown = judged.slice(0, mostShown.matrix);
	const columns = [
		{ title: 'row' },
		...shown.map(({ plot }) => ({ title: plot.letter, hint: rowTitle(plot), right: true })),
	];
	const lines = shown.map((row) => [
		rowTitle(row.plot),
		...shown.map((other) => cellOf(matrix.pairOf(row, other), row, other)),
	]);
	return [
		html`<p>The mean of a line’s row − a column’s. ▲ better and ▼ worse are called different, with ${Math.round((1 - level) * 100)} % certainty for all pairs together; the grey ones are not told apart, which is not the same as being equal.</p>`,
		table('Paired matrix', columns, [{ rows: lines }]),
		paragraph(leftOutWords(shown.length, judged.length, 'judged row')),
	];
}

function cellOf(pair: PairOfRows | null, row: NamedRow, other: NamedRow): Held {
	if (pair === null || pair.difference === null) return html`<span class="muted">–</span>`;
	const { chance, difference, scenarios, isDifferent } = pair;
	const words = chance.value === null ? (chance.reason ?? '') : `p ${chanceText(chance.value.adjusted)} of all pairs`;
	const title = `${row.plot.letter} − ${other.plot.letter}: ${signedText(difference)}; ${words}; scenarios: ${scenarios}`;
	const sign = difference > 0 ? '▲' : '▼';
	return isDifferent
		? html`<b title="${title}">${sign} ${signedText(difference, 1)}</b>`
		: html`<span class="muted" title="${title}">${signedText(difference, 1)}</span>`;
}
