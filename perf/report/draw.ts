import Table from 'cli-table3';
import type { Grid } from './grid';

/** A table for a terminal. */
export function drawForTerminal({ title, head, rows, notes }: Grid): string {
	const table = new Table({ head: [...head], style: { head: [], border: [] } });
	table.push(...rows.map((row) => [...row]));
	return [title, table.toString(), ...notes, ''].join('\n');
}

/** A table in Markdown, under a heading of the third level. */
export function drawInMarkdown({ title, head, rows, notes }: Grid): string {
	const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	const table = [line(head), line(head.map(() => '---')), ...rows.map(line)];
	return [
		`### ${title}`,
		'',
		...table,
		'',
		...notes.map((note) => `- ${note}`),
		...(notes.length > 0 ? [''] : []),
	].join('\n');
}
