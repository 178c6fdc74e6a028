import { median, quantile } from '../observe/statistics';
import type { Row, SideBySide } from '../sections/side-by-side';
import { drawBars, type Panel } from './bars';
import { digits, megabytes, seconds } from './numbers';

/** The comparison as bars: wall time, loads, idle time and memory. */
export function plotOf({ cells, rows }: SideBySide): string {
	const took = rows.filter(({ turns }) => turns.length > 0);
	const panel = (title: string, sizeOf: (row: Row) => number, show: (value: number) => string): Panel => ({
		title,
		bars: took
			.filter((row) => Number.isFinite(sizeOf(row)))
			.map((row) => {
				const value = sizeOf(row);
				return { label: row.title, value, text: show(value), ours: row.name === 'ours' };
			}),
	});
	const middle = (of: (turn: Row['turns'][number]) => number) => (row: Row) => median(row.turns.map(of));
	return drawBars(`${cells} cells of three small models on one Ollama: less is better`, [
		panel(
			'wall time, s',
			middle(({ wallMs }) => wallMs),
			seconds,
		),
		panel(
			'model loads',
			middle(({ loads }) => loads),
			String,
		),
		panel('idle time of Ollama between cells of one model, p95, ms', idleOf, digits),
		panel(
			'memory of the tool’s processes at its peak, MB',
			middle(({ memory }) => memory ?? 0),
			megabytes,
		),
	]);
}

/** Not a number for whoever never makes two cells of one model in a row. */
function idleOf({ turns }: Row): number {
	const all = turns.flatMap(({ idleMs }) => idleMs);
	return all.length === 0 ? Number.NaN : quantile(all, 0.95);
}
