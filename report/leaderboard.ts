import Table from 'cli-table3';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { rankedByWords } from './auto-judges';
import { bold } from './bold';
import type { FailedCells } from './failed-cells';
import { columnsOf, fitColumns } from './leaderboard-columns';
import { closing } from './leaderboard-words';
import { opening } from './opening';
import { printable } from './printable';

/**
 * The leaderboard for a terminal.
 * @param failed where a bench tells of cells that failed
 * @param width columns of the terminal: what does not fit is left out, the least asked for first, and named
 */
export function leaderboardTable(board: Leaderboard, failed?: FailedCells, width = Number.POSITIVE_INFINITY): string {
	const { shown, hidden } = fitColumns(columnsOf(board), board.rows, width);
	const table = new Table({
		head: shown.map(({ title }) => bold(title)),
		colAligns: shown.map(({ right }) => (right ? 'right' : 'left')),
		style: { head: [], border: [], compact: true },
	});
	for (const row of board.rows) table.push(shown.map(({ value }) => printable(value(row))));
	const left = hidden.length === 0 ? [] : [`too narrow for: ${hidden.join(', ')}; --csv and --json have all`];
	return [...opening(board), ...rankedByWords(board), table.toString(), ...left, ...closing(board, failed)].join('\n');
}

/** The leaderboard for a page or a pull request. @param failed as for {@link leaderboardTable} */
export function leaderboardMarkdown(board: Leaderboard, failed?: FailedCells): string {
	const columns = columnsOf(board);
	const escaped = (text: string) => printable(text).replace(/[|\\<>*_`[\]]/g, (each) => `\\${each}`);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		...[...opening(board), ...rankedByWords(board)].flatMap((text) => [escaped(text), '']),
		line(columns.map(({ title }) => escaped(title))),
		line(columns.map(({ right }) => (right ? '---:' : '---'))),
		...board.rows.map((row) => line(columns.map(({ value }) => escaped(value(row))))),
		'',
		...closing(board, failed).map(escaped),
	].join('\n');
}
