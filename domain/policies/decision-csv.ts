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

/** Columns whose cell is one number, which a spreadsheet may write with a comma. */
const numbers: ReadonlySet<string> = new Set<keyof Decision>(['propensity', 'reward']);

const withComma = /^(\d+),(\d+(?:e[+-]?\d+)?)$/i;

/** The most characters that a cell of a spreadsheet holds. */
const cellOfSpreadsheet = 32_767;

function jsonOf(column: string, cell: string): unknown {
	try {
		return JSON.parse(numbers.has(column) ? cell.replace(withComma, '$1.$2') : cell);
	} catch (error) {
		const why =
			cell.length === cellOfSpreadsheet ? 'it is cut where cells of a spreadsheet end' : (error as Error).message;
		throw new SyntaxError(`${column}: is not the JSON that was exported: ${why}`);
	}
}
