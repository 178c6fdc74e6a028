import { summaryOf } from '../observe/statistics';
import type { Row, SideBySide } from '../sections/side-by-side';
import { drawBars, type Panel } from './bars';
import { digits, megabytes, seconds, spread } from './numbers';

/** What a row has in a panel: how long its bar is, and what stands at its end. */
interface Shown {
	readonly value: number;
	readonly text: string;
}

/** The comparison as bars: wall time, loads, idle time and memory. Where rounds differ, their ends stand beside the median. */
export function plotOf({ cells, rows }: SideBySide): string {
	const took = rows.filter(({ passes }) => passes.length > 0);
	const panel = (title: string, shownOf: (row: Row) => Shown | null): Panel => ({
		title,
		bars: took.flatMap((row) => {
			const shown = shownOf(row);
			return shown === null ? [] : [{ label: row.title, ...shown, ours: row.name === 'ours' }];
		}),
	});
	return drawBars(`${cells} cells of three small models on one Ollama: less is better`, [
		panel(
			'wall time, s: median (smallest–largest)',
			middleOf(({ wallMs }) => wallMs, seconds),
		),
		panel(
			'model loads',
			middleOf(({ loads }) => loads, String),
		),
		panel('idle time of Ollama between cells of one model, p95, ms', idleOf),
		panel(
			'memory of the tool’s processes at its peak, MB',
			middleOf(({ memory }) => memory, megabytes),
		),
	]);
}

function middleOf(of: (pass: Row['passes'][number]) => number | null, show: (value: number) => string) {
	return ({ passes }: Row): Shown | null => {
		const values = passes.flatMap((pass) => of(pass) ?? []);
		const all = summaryOf(values);
		if (all === null) return null;
		const differ = show(all.smallest) !== show(all.largest);
		return { value: all.median, text: differ ? spread(values, show) : show(all.median) };
	};
}

/** Nothing for whoever never makes two cells of one model in a row. */
function idleOf({ passes }: Row): Shown | null {
	const all = summaryOf(passes.flatMap(({ idleMs }) => idleMs));
	return all === null ? null : { value: all.p95, text: digits(all.p95) };
}
