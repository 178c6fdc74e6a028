import Table from 'cli-table3';
import pc from 'picocolors';
import { mixedReaders } from '../domain/answers/reader-version';
import { ownJudgeWarning } from '../domain/judging/own-judges';
import { type Leaderboard, type LeaderboardRow, trialWarning } from '../domain/ranking/leaderboard';
import type { FailedCells } from './failed-cells';
import { closing } from './leaderboard-words';
import { printable } from './printable';

interface Column {
	readonly title: string;
	readonly value: (row: LeaderboardRow) => string;
	readonly right: boolean;
}

/** The leaderboard for a terminal. @param failed where a bench tells of cells that failed */
export function leaderboardTable(board: Leaderboard, failed?: FailedCells): string {
	const columns = columnsOf(board);
	const table = new Table({
		head: columns.map(({ title }) => pc.bold(title)),
		colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
		style: { head: [], border: [], compact: true },
	});
	for (const row of board.rows) table.push(columns.map(({ value }) => printable(value(row))));
	return [...opening(board), table.toString(), ...closing(board, failed)].join('\n');
}

/** The leaderboard for a page or a pull request. @param failed as for {@link leaderboardTable} */
export function leaderboardMarkdown(board: Leaderboard, failed?: FailedCells): string {
	const columns = columnsOf(board);
	const escaped = (text: string) => printable(text).replace(/[|\\<>*_`[\]]/g, (each) => `\\${each}`);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		...opening(board).flatMap((text) => [text, '']),
		line(columns.map(({ title }) => escaped(title))),
		line(columns.map(({ right }) => (right ? '---:' : '---'))),
		...board.rows.map((row) => line(columns.map(({ value }) => escaped(value(row))))),
		'',
		...closing(board, failed).map(escaped),
	].join('\n');
}

function columnsOf(board: Leaderboard): Column[] {
	const number = (
		title: string,
		value: (row: LeaderboardRow) => number | null | undefined,
		digits: number,
	): Column => ({
		title,
		value: (row) => value(row)?.toFixed(digits) ?? '–',
		right: true,
	});
	const scoreNames = Object.keys(board.rows[0]?.scores ?? {});
	const hasIntervals = board.rows.some((row) => row.composite_interval.value !== null);
	const isCompared = board.separation.reason === null;
	const measuresDiversity = board.rows.some((row) => row.diversity !== null);
	return [
		{ title: '#', value: (row) => String(row.rank ?? '–'), right: true },
		{ title: 'model', value: (row) => row.model, right: false },
		{ title: 'prompt', value: (row) => row.prompt, right: false },
		number('composite', (row) => row.composite, 2),
		...(hasIntervals ? [{ title: '95 %', value: intervalText, right: false }] : []),
		...(isCompared
			? [
					{ title: 'best?', value: bestText, right: false },
					{ title: 'ranks', value: ranksText, right: false },
				]
			: []),
		...scoreNames.map((name) => number(name, (row) => row.scores[name], 2)),
		{ title: 'judged', value: (row) => `${row.judged}/${row.cells - row.invalid}`, right: true },
		number('latency s', (row) => row.latency_s, 2),
		number('p95', (row) => row.latency_s_quantiles?.p95, 2),
		number('tokens/s', (row) => row.tokens_per_s, 1),
		...(measuresDiversity ? [number('diversity', (row) => row.diversity, 2)] : []),
	];
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

/** What a reader must know before anything else: a trial judge, a judge that is a contestant, mixed readers. */
export function opening(board: Leaderboard): string[] {
	const mixed = mixedReaders(board.readers);
	return [
		...(board.trial ? [trialWarning] : []),
		...(board.own_judges ?? []).map((own) => printable(ownJudgeWarning(own))),
		...(mixed === null ? [] : [printable(mixed)]),
	];
}
