import { parseCandidates } from './candidates';
import { jsonTable } from './test-support/json-table';
import { linesTable } from './test-support/lines-table';
import { scriptsTable } from './test-support/scripts-table';
import type { TableRow } from './test-support/table';
import { thinkingTable } from './test-support/thinking-table';
import { wholeTable } from './test-support/whole-table';

const tables = { ...thinkingTable, ...jsonTable, ...linesTable, ...scriptsTable, ...wholeTable };
const rows = Object.values(tables).flat();

describe.each(Object.entries(tables))('%s', (_form, formRows) => {
	test.each(formRows.map((row): [string, TableRow] => [row.name, row]))('%s', (_name, row) => {
		const read = parseCandidates(row.answer, row.n_tips ?? 3, row.question);
		expect(read.tips).toEqual(row.candidates);
		expect(Number(read.asked_format)).toBe(row.format_ok ?? 0);
		expect(read.thinking_only).toBe(row.thinking_only ?? false);
	});
});

test('the table is as large as it has to be', () => {
	expect(rows.length).toBeGreaterThan(250);
});
