import type { Leaderboard, LeaderboardRow } from '../domain/ranking/leaderboard';
import { judgingModels } from './auto-judges';
import { correctedNames, correctedText, isSpotChecked } from './corrected';
import { printable } from './printable';
import { widthOf } from './text-width';

/** A column of a leaderboard. */
export interface Column {
	readonly title: string;
	readonly value: (row: LeaderboardRow) => string;
	readonly right: boolean;
	/** Where there is no room the columns with the highest number go first; those without one always stay. */
	readonly spare?: number;
}

/** The columns of a leaderboard, in the order to show. */
export function columnsOf(board: Leaderboard): Column[] {
	const scoreNames = Object.keys(board.rows[0]?.scores ?? {});
	const hasIntervals = board.rows.some((row) => row.composite_interval.value !== null);
	const isCompared = board.separation.reason === null;
	const judging = judgingModels(board);
	const measuresDiversity = board.rows.some((row) => row.diversity !== null);
	return [
		{ title: '#', value: (row) => String(row.rank ?? '–'), right: true },
		{ title: 'model', value: ({ model }) => (judging.has(model) ? `${model} (judge)` : model), right: false },
		{ title: 'prompt', value: (row) => row.prompt, right: false },
		number('composite', (row) => row.composite, 2),
		...(hasIntervals ? [{ title: '95 %', value: intervalText, right: false }] : []),
		...(isCompared
			? [
					{ title: 'best?', value: bestText, right: false },
					{ title: 'ranks', value: ranksText, right: false },
				]
			: []),
		...(isSpotChecked(board) ? correctedColumns(board) : []),
		...scoreNames.map((name) => ({ ...number(name, (row) => row.scores[name], 2), spare: 1 })),
		{ title: 'judged', value: (row) => `${row.judged}/${row.cells - row.invalid}`, right: true },
		{ ...number('latency s', (row) => row.latency_s, 2), spare: 2 },
		{ ...number('p95', (row) => row.latency_s_quantiles?.p95, 2), spare: 4 },
		{ ...number('tokens/s', (row) => row.tokens_per_s, 1), spare: 5 },
		...(measuresDiversity ? [{ ...number('diversity', (row) => row.diversity, 2), spare: 3 }] : []),
	];
}

/** Of a spot check: what people would give, and what the auto judge gave. */
function correctedColumns(board: Leaderboard): Column[] {
	const dimensions = correctedNames(board).filter((name) => name !== 'composite');
	return [
		{ title: 'corrected', value: ({ corrected }) => correctedText(corrected?.composite), right: false },
		number('auto', ({ corrected }) => corrected?.composite?.raw_auto, 2),
		{ ...number('labels', ({ corrected }) => corrected?.composite?.effective_labels, 1), spare: 2 },
		...dimensions.map((name) => ({
			...number(`auto ${name}`, ({ corrected }: LeaderboardRow) => corrected?.[name]?.raw_auto, 2),
			spare: 2,
		})),
	];
}

/** Those that fit into so many columns of a terminal, and the titles of the others. */
export function fitColumns(
	columns: readonly Column[],
	rows: readonly LeaderboardRow[],
	width: number,
): { readonly shown: readonly Column[]; readonly hidden: readonly string[] } {
	const needs = new Map(
		columns.map((column) => {
			const texts = [column.title, ...rows.map((row) => printable(column.value(row)))];
			// With a border and a space on either side.
			return [column, Math.max(...texts.map(widthOf)) + 3];
		}),
	);
	const shown = [...columns];
	const hidden: string[] = [];
	const needed = () => shown.reduce((sum, column) => sum + (needs.get(column) ?? 0), 1);
	while (needed() > width) {
		const spare = Math.max(...shown.map((column) => column.spare ?? 0));
		const at = shown.findLastIndex((column) => column.spare === spare);
		if (at < 0) break;
		hidden.unshift(...shown.splice(at, 1).map(({ title }) => title));
	}
	return { shown, hidden };
}

function number(title: string, value: (row: LeaderboardRow) => number | null | undefined, digits: number): Column {
	return { title, value: (row) => value(row)?.toFixed(digits) ?? '–', right: true };
}

function intervalText({ composite_interval: { value } }: LeaderboardRow): string {
	return value === null ? '–' : `${value.low.toFixed(1)}–${value.high.toFixed(1)}`;
}

function bestText({ may_be_best, composite }: LeaderboardRow): string {
	if (composite === null) return '–';
	return may_be_best ? 'may be' : 'no';
}

function ranksText({ ranks }: LeaderboardRow): string {
	if (ranks === null) return '–';
	return ranks.best === ranks.worst ? `${ranks.best}` : `${ranks.best}–${ranks.worst}`;
}
