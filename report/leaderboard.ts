import Table from 'cli-table3';
import pc from 'picocolors';
import { mixedReaders } from '../domain/answers/reader-version';
import { type ReasonCounts, reasonLines, reasonList } from '../domain/bench/reasons';
import { ownJudgeWarning } from '../domain/judging/own-judges';
import { type Leaderboard, type LeaderboardRow, trialWarning } from '../domain/ranking/leaderboard';
import { countOf } from '../domain/wording';
import { printable } from './printable';

interface Column {
	readonly title: string;
	readonly value: (row: LeaderboardRow) => string;
	readonly right: boolean;
}

/** How many cells failed, which MLflow does not know, and why. */
export interface FailedCells {
	readonly cells: number;
	readonly reasons: ReasonCounts;
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

/** The leaderboard for a spreadsheet: every number whole, one row a (model, prompt version). */
export function leaderboardCsv(board: Leaderboard): string {
	const scoreNames = Object.keys(board.rows[0]?.scores ?? {});
	const head = ['rank', 'model', 'prompt', 'cells', 'judged', 'pending', 'invalid', 'composite', ...scoreNames];
	const measures = ['latency_s', 'tokens_per_s', 'diversity'] as const;
	const lines = board.rows.map((row) => {
		const { rank, model, prompt, cells, judged, pending, invalid, composite } = row;
		const counts = [rank, model, prompt, cells, judged, pending, invalid, composite];
		return [
			...counts,
			...scoreNames.map((name) => row.scores[name]),
			...measures.map((name) => row[name]),
			board.trial,
			mixedReaders(board.readers) !== null,
		];
	});
	return [[...head, ...measures, 'trial', 'mixed_readers'], ...lines]
		.map((line) => line.map(csvField).join(','))
		.join('\n');
}

function csvField(value: unknown): string {
	const text = String(value ?? '');
	// A spreadsheet would run a name that begins like a formula.
	const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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
	const measuresDiversity = board.rows.some((row) => row.diversity !== null);
	return [
		{ title: '#', value: (row) => String(row.rank ?? '–'), right: true },
		{ title: 'model', value: (row) => row.model, right: false },
		{ title: 'prompt', value: (row) => row.prompt, right: false },
		number('composite', (row) => row.composite, 2),
		...scoreNames.map((name) => number(name, (row) => row.scores[name], 2)),
		{ title: 'judged', value: (row) => `${row.judged}/${row.cells - row.invalid}`, right: true },
		number('latency s', (row) => row.latency_s, 2),
		number('tokens/s', (row) => row.tokens_per_s, 1),
		...(measuresDiversity ? [number('diversity', (row) => row.diversity, 2)] : []),
	];
}

function opening(board: Leaderboard): string[] {
	const mixed = mixedReaders(board.readers);
	return [
		...(board.trial ? [trialWarning] : []),
		...(board.own_judges ?? []).map((own) => printable(ownJudgeWarning(own))),
		...(mixed === null ? [] : [printable(mixed)]),
	];
}

/** The last lines: what it is of, and what is not in it, with the reasons. */
function closing(board: Leaderboard, failed: FailedCells | undefined): string[] {
	const parts = [
		`${printable(board.experiment)} · rubric ${printable(board.rubric)} · ${countOf(board.judged, 'cell')} judged`,
	];
	if (board.pending > 0) parts.push(`${board.pending} pending`);
	const why = board.invalid_reasons === undefined ? '' : ` (${printable(reasonList(board.invalid_reasons))})`;
	if (board.invalid > 0) parts.push(`${board.invalid} invalid, left out${why}`);
	if (failed !== undefined) parts.push(`${failed.cells} failed, without a run`);
	return [parts.join(' · '), ...reasonLines(failed?.reasons ?? {}).map((line) => printable(`failed: ${line}`))];
}
