import { type Decision, decisionColumns } from './decision';

/** Columns that are text as they are; in the others a cell is JSON. An empty cell is null. */
const plain: ReadonlySet<string> = new Set<keyof Decision>(['id', 'user', 'at', 'policy', 'version']);

/** One decision as the cells of a CSV row, in the order of `decisionColumns`. */
export function decisionCells(decision: Decision): string[] {
	return decisionColumns.map((column) => {
		const value = decision[column];
		if (value === null) return '';
		return typeof value === 'string' ? value : JSON.stringify(value);
	});
}

/**
 * What a row's cells hold, unchecked.
 * @param cells by column
 * @throws SyntaxError where a cell that holds JSON is none
 */
export function fromDecisionCells(cells: Readonly<Record<string, string>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(cells).map(([column, cell]) => [
			column,
			plain.has(column) ? cell : cell === '' ? null : jsonOf(column, cell),
		]),
	);
}

function jsonOf(column: string, cell: string): unknown {
	try {
		return JSON.parse(cell);
	} catch (error) {
		throw new SyntaxError(`${column}: ${(error as Error).message}`);
	}
}
