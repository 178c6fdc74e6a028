import { countOf } from '../domain/wording';
import { widthOf } from './text-width';
import { timeAbout } from './time-about';
import { visibleText } from './visible-text';

/** What waits in one experiment. */
export interface PendingRow {
	readonly experiment: string;
	readonly pending: number;
	/** ISO 8601. */
	readonly oldest_at: string;
	readonly judge_kinds: readonly string[];
	/** How long it will take a judge. */
	readonly seconds_left: number;
}

/** A line for each experiment. @param now milliseconds since 1970 */
export function pendingTable(rows: readonly PendingRow[], now: number): string {
	const cells = rows.map(({ experiment, pending, oldest_at, judge_kinds, seconds_left }) => [
		visibleText(experiment),
		countOf(pending, 'run'),
		`waiting ${timeAbout(Math.max(0, now - Date.parse(oldest_at)) / 1000).replace('about ', '')}`,
		`${timeAbout(seconds_left)} to score`,
		visibleText(judge_kinds.join(', ')),
	]);
	const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
	const padded = (text: string, column: number) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text));
	return cells.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}
