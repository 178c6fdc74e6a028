import { stringify } from 'csv-stringify/sync';
import { check, exported, frame, scored, table } from '../testbed/table-file';

test.each(['csv', 'jsonl', 'json'] as const)('what was exported as %s is read as it was written', async (format) => {
	const untouched = await check(await exported(format));
	expect(untouched).toMatchObject({ faults: [], scores: {}, unscored: 12, mended: [] });
	expect(untouched.frame).toMatchObject({
		by: 'Anna',
		experiment: 'e =1',
		experiment_id: '123456789012345678',
		exported_at: frame.exported_at,
	});
	const read = await check(await exported(format, scored));
	expect(read).toMatchObject({ faults: [], unscored: 0, mended: [], notes: { 'run-1': { note: 'so\nso' } } });
	expect(Object.values(read.scores)).toEqual(scored.map(({ scores }) => scores));
});

test.each(['csv', 'jsonl'] as const)(
	'%s has one line a run, and no cell that a spreadsheet would run',
	async (format) => {
		const lines = (await exported(format)).trimEnd().split(/\r?\n/);
		expect(lines).toHaveLength(format === 'csv' ? 13 : 12);
		if (format === 'csv')
			for (const cell of lines.flatMap((each) => each.split(','))) expect(cell).not.toMatch(/^"?[=+\-@\t]/);
	},
);

test.each([
	['semicolons', (text: string) => table(undefined, ';').then((all) => all + text.slice(text.length))],
	['tabs', () => table(undefined, '\t')],
	['no byte-order mark', async (text: string) => text.replace('\ufeff', '')],
	['UTF-16, as Excel writes it', async () => Buffer.from(`\ufeff${await table(undefined, '\t')}`, 'utf16le')],
	['UTF-16 the other way round', async () => Buffer.from(`\ufeff${await table(undefined, '\t')}`, 'utf16le').swap16()],
	['the line that tells Excel the delimiter', async () => `sep=;\r\n${await table(undefined, ';')}`],
	['line feeds alone', async (text: string) => text.replaceAll('\r\n', '\n')],
	['a code fence', async (text: string) => `\`\`\`csv\n${text.replace('\ufeff', '')}\`\`\`\n`],
	['blank lines and lines of nothing', async (text: string) => text.replace('\r\n', '\r\n\r\n').concat(',,,,\r\n\r\n')],
	['columns in another order', () => table((rows) => rows.map((row) => [...row].reverse()))],
	['lines in another order', () => table(([head = [], ...rows]) => [head, ...rows.reverse()])],
	[
		'names in capitals',
		() => table(([head = [], ...rows]) => [head.map((name) => (name === 'run_id' ? ' Run ID ' : name)), ...rows]),
	],
	['a column of row numbers', () => table((rows) => rows.map((row, at) => [at === 0 ? '' : String(at - 1), ...row]))],
	['no scenario and candidates', () => table((rows) => rows.map((row) => [row[0] ?? '', ...row.slice(4)]))],
	[
		'4.0 for 4',
		() => table((rows) => rows.map((row) => row.map((cell) => (cell === '4' && row[0] !== 'run-9' ? '4.0' : cell)))),
	],
	[
		'decimal commas, and true in German',
		() =>
			table(
				([head = [], ...rows]) => [
					head,
					...rows.map((row) =>
						row.map((cell, at) => {
							if (head[at] === 'format_ok') return 'WAHR';
							return head[at] === 'tone' || head[at] === 'relevance' ? `${cell},00` : cell;
						}),
					),
				],
				';',
			),
	],
	[
		'a long id that was rounded',
		() => table((rows) => rows.map((row) => row.map((cell) => (cell.startsWith('123456') ? '1,23457E+17' : cell)))),
	],
	[
		'every cell in quotes',
		async () =>
			stringify((await import('csv-parse/sync')).parse(await exported('csv', scored), { bom: true }), { quoted: true }),
	],
])('a table with %s is read', async (_what, change) => {
	const read = await check(await change(await exported('csv', scored)));
	expect(read.faults).toEqual([]);
	expect(Object.fromEntries(Object.entries(read.scores).sort())).toEqual(
		Object.fromEntries(scored.map(({ run_id, scores }) => [run_id, scores] as const).sort()),
	);
});
