import type { LeaderboardRow } from '../../domain/ranking/leaderboard';
import { judgingModels } from '../auto-judges';
import { type Held, html, type Markup } from '../html';
import { certainty } from '../leaderboard-words';
import { compositePlot } from '../plots/composite';
import { chanceText, numberText, rangeText } from '../plots/number-text';
import { leftOutWords, mostShown } from './limits';
import type { NamedRow } from './named-rows';
import { figure, list, paragraph, section, type TableColumn, table } from './parts';
import type { ReportInput } from './report-input';

interface Column extends TableColumn {
	readonly value: (named: NamedRow) => Held;
}

/** The ranking with its tiers, how sure it is, and the composites drawn. */
export function leaderboardPart({ board }: ReportInput, rows: readonly NamedRow[]): Markup | null {
	if (rows.length === 0) return null;
	const columns = columnsOf(rows, judgingModels(board));
	const drawn = rows.slice(0, mostShown.rows);
	return section('leaderboard', 'Leaderboard', [
		table(
			'Leaderboard',
			columns,
			groupsOf(rows, board.separation.reason === null).map(({ title, rows: own }) => ({
				title,
				rows: own.map((each) => columns.map(({ value }) => value(each))),
			})),
		),
		list(certainty(board)),
		rows.some(({ row }) => row.composite !== null) &&
			figure(
				'Full: may be the best. Hollow: no better than the best, or not judged. An interval is of its row alone: rows whose intervals overlap may still differ, because they are compared scenario by scenario.',
				(width) =>
					compositePlot(
						drawn.map(({ row, plot }) => ({
							...{
								row: plot,
								composite: row.composite,
								interval: row.composite_interval.value,
								scenarios: row.scenarios,
							},
						})),
						width,
					),
			),
		paragraph(leftOutWords(drawn.length, rows.length, 'row')),
	]);
}

function groupsOf(rows: readonly NamedRow[], isCompared: boolean): { title: string; rows: NamedRow[] }[] {
	const judged = rows.filter(({ row }) => row.composite !== null);
	const groups = isCompared
		? [
				{ title: 'Tier 1: may be the best', rows: judged.filter(({ row }) => row.may_be_best) },
				{ title: 'No better than the best', rows: judged.filter(({ row }) => !row.may_be_best) },
			]
		: [{ title: 'Not told apart', rows: judged }];
	return [...groups, { title: 'Not judged', rows: rows.filter(({ row }) => row.composite === null) }].filter(
		(group) => group.rows.length > 0,
	);
}

function columnsOf(rows: readonly NamedRow[], judging: ReadonlySet<string>): Column[] {
	const number = (
		title: string,
		of: (row: LeaderboardRow) => number | null | undefined,
		digits: number,
		hint = '',
	) => ({
		...{ title, hint, right: true },
		value: ({ row }: NamedRow) => numberText(of(row), digits),
	});
	const first = rows[0]?.row;
	const flags = Object.keys(first?.rates ?? {});
	const dimensions = Object.keys(first?.scores ?? {}).filter((name) => !flags.includes(name));
	const hasDiversity = rows.some(({ row }) => row.diversity !== null);
	return [
		{
			title: 'row',
			value: ({ row, plot }) =>
				html`<b>${plot.letter}</b> <bdi>${plot.model}</bdi>${judging.has(row.model) && ' (judge)'} × <bdi>${plot.prompt}</bdi>`,
		},
		{ title: 'rank', hint: 'by the mean composite', right: true, value: ({ row }) => row.rank ?? '–' },
		{
			title: 'rank lies in',
			hint: 'for all rows together, at the stated certainty',
			right: true,
			value: ({ row: { ranks } }) =>
				ranks === null ? '–' : ranks.best === ranks.worst ? ranks.best : `${ranks.best}–${ranks.worst}`,
		},
		number('composite', (row) => row.composite, 2, 'mean over scenarios, repeats averaged first'),
		{
			title: '95 %',
			right: true,
			value: ({ row: { composite_interval: found } }) =>
				spanOf(found.value === null ? '–' : rangeText(found.value), found.reason ?? ''),
		},
		{
			title: 'chance',
			hint: 'the probability that chance alone puts another row as far above it as the best one is',
			right: true,
			value: ({ row: { beaten } }) =>
				spanOf(beaten.value === null ? '–' : chanceText(beaten.value), beaten.reason ?? ''),
		},
		...dimensions.map((name) => number(name, (row) => row.scores[name], 2)),
		...flags.map((name) => ({
			...{ title: name, hint: 'how often cells have it, with 95 % (Wilson)', right: true },
			value: ({ row }: NamedRow) => rateOf(row.rates[name]?.value ?? null),
		})),
		{
			title: 'judged',
			hint: 'of the valid cells',
			right: true,
			value: ({ row }) => `${row.judged} of ${row.cells - row.invalid}`,
		},
		number('scenarios', (row) => row.scenarios, 0),
		number('pending', (row) => row.pending, 0),
		number('invalid', (row) => row.invalid, 0),
		{ title: 'scored by', value: ({ row: { whose } }) => whoseOf(whose) },
		number('latency s', (row) => row.latency_s, 2, 'mean of a cell'),
		number('p50', (row) => row.latency_s_quantiles?.p50, 2, 'latency, median'),
		number('p95', (row) => row.latency_s_quantiles?.p95, 2, 'latency, 95th percentile'),
		number('tokens/s', (row) => row.tokens_per_s, 1, 'mean of a cell'),
		number('p50', (row) => row.tokens_per_s_quantiles?.p50, 1, 'tokens/s, median'),
		number('p95', (row) => row.tokens_per_s_quantiles?.p95, 1, 'tokens/s, 95th percentile'),
		...(hasDiversity ? [number('diversity', (row) => row.diversity, 2)] : []),
		{
			title: 'front',
			hint: 'no other row beats it in both composite and latency',
			value: ({ row }) => (row.on_front ? 'on it' : ''),
		},
	];
}

function spanOf(text: string, hint: string): Held {
	return hint === '' ? text : html`<span title="${hint}">${text}</span>`;
}

function rateOf(rate: { rate: number; low: number; high: number } | null): string {
	if (rate === null) return '–';
	const percent = (share: number) => Math.round(share * 100);
	return `${percent(rate.rate)} % (${percent(rate.low)}–${percent(rate.high)})`;
}

function whoseOf(whose: LeaderboardRow['whose']): string {
	const parts = (['lazy', 'auto', 'rule'] as const).filter((each) => whose[each] > 0);
	return parts.map((each) => `${each} ${whose[each]}`).join(', ') || '–';
}
