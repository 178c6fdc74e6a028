import { parseCandidates } from './candidates';
import type { TableRow } from './test-support/table';
import { tables } from './test-support/tables';

describe.each(Object.entries(tables))('%s', (_form, rows) => {
	test.each(rows.map((row): [string, TableRow] => [row.name, row]))('%s', (_name, row) => {
		const read = parseCandidates(row.answer, row.n_tips ?? 3, row.question);
		expect(read.tips).toEqual(row.candidates);
		expect(Number(read.asked_format)).toBe(row.format_ok ?? 0);
		expect(read.thinking_only).toBe(row.thinking_only ?? false);
	});
});

test('at most 50 are kept, and fifty are in the asked form', () => {
	const tips = (count: number) => Array.from({ length: count }, (_each, at) => `Tip of day ${at}.`);
	expect(parseCandidates(JSON.stringify(tips(50)), 50)).toMatchObject({ tips: tips(50), asked_format: true });
	expect(parseCandidates(JSON.stringify(tips(1000)), 1000).tips).toEqual(tips(50));
	expect(parseCandidates(`x ${JSON.stringify(tips(1000))}`, 1000).tips).toEqual(tips(50));
});
