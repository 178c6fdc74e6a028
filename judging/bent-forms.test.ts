import { check, exported, scored, table } from '../testbed/table-file';

const jsonl = () => exported('jsonl', scored);
const json = () => exported('json', scored);
const objects = async () => (await jsonl()).trimEnd().split('\n');
const pretty = async (indent: number | string = 2) =>
	(await objects()).map((line) => JSON.stringify(JSON.parse(line), null, indent));

/** Its rows as a Markdown table, as an assistant writes one. */
async function markdown(change: (cell: string) => string = (cell) => cell): Promise<string> {
	const { parse } = await import('csv-parse/sync');
	const [head = [], ...rows] = parse(await exported('csv', scored), { bom: true }) as string[][];
	const line = (cells: string[]) => `| ${cells.map((cell) => change(cell.replaceAll('|', '\\|'))).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

test.each<[string, () => Promise<string>, RegExp | null]>([
	[
		'JSON Lines behind chatty text',
		async () => `Sure! Here are the scores:\n\n${await jsonl()}`,
		/words around the entries/,
	],
	[
		'JSON Lines in a fence between words',
		async () => `Here you go.\n\`\`\`jsonl\n${await jsonl()}\`\`\`\n\nLet me know whether that helps.`,
		/words around the entries left out \(2 times/,
	],
	['objects over several lines', async () => (await pretty()).join('\n'), /entries over several lines \(12 times/],
	[
		'objects over several lines, blank ones between',
		async () => (await pretty('\t')).join('\n\n'),
		/over several lines/,
	],
	['objects over several lines, commas between', async () => (await pretty()).join(',\n'), /over several lines/],
	['words before objects over several lines', async () => `Done:\n${(await pretty()).join('\n')}`, /words around/],
	['a list of the lines', async () => `[\n${(await objects()).join(',\n')}\n]\n`, /brackets of a list/],
	['a list of the objects', async () => `[\n${(await pretty()).join(',\n')}\n]`, /brackets of a list/],
	[
		'numbered lines',
		async () => (await objects()).map((line, at) => `${at + 1}. ${line}`).join('\n'),
		/marks of a list/,
	],
	['lines as a list', async () => (await objects()).map((line) => `- ${line}`).join('\n'), /marks of a list/],
	[
		'records of a JSON text sequence',
		async () => (await objects()).map((line) => `\x1e${line}`).join('\n'),
		/marks of a/,
	],
	[
		'objects in a fence each, below headings',
		async () => (await pretty()).map((each, at) => `### Run ${at}\n\`\`\`json\n${each}\n\`\`\`\n`).join('\n'),
		/words around the entries left out \(12 times.*\n.*over several lines/,
	],
	[
		'objects whose members stand in another order',
		async () =>
			(await objects())
				.map((line) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse()), null, 2))
				.join('\n'),
		/over several lines/,
	],
	['JSON in a line of a program', async () => `const scores = ${await json()};\n`, /words before the file left out/],
	[
		'a table in a fence between words',
		async () => `Here:\n\`\`\`csv\n${await table()}\`\`\`\nThat is all, I think, of it.\n`,
		/words around the table left out \(2 times/,
	],
	['JSON Lines that end with CR', async () => (await jsonl()).replaceAll('\n', '\r'), /lines that end with CR alone/],
	['JSON Lines that end with CR LF', async () => (await jsonl()).replaceAll('\n', '\r\n'), null],
	['JSON that ends its lines with CR', async () => (await json()).replaceAll('\n', '\r'), null],
	['a table that ends its lines with CR', async () => (await table()).replaceAll('\r\n', '\r'), /CR alone/],
	[
		'a title before a table',
		async () => `Scores of the first week\r\n${await table()}`,
		/words around the table.*first week/,
	],
	[
		'words with commas before a table',
		async () =>
			`Dear Anna,\nrun_id, scores and notes are filled in, as you asked.\n\n\`\`\`csv\n${await table()}\`\`\`\n`,
		/words around the table/,
	],
	[
		'a title before a table with semicolons',
		async () => `Scores, all of them\n\n${await table(undefined, ';')}`,
		/words/,
	],
	['a Markdown table', () => markdown(), /read as a Markdown table/],
	[
		'a Markdown table between words',
		async () => `Here it is:\n\n${await markdown()}\nThat is all of it.`,
		/around the table/,
	],
	['a Markdown table with escapes', () => markdown((cell) => cell.replaceAll('_', '\\_')), /Markdown/],
	['a Markdown table in bold', () => markdown((cell) => (/^\d$/.test(cell) ? `**${cell}**` : cell)), /Markdown/],
	[
		'a Markdown table without outer bars',
		async () => (await markdown()).replace(/^\| (.*) \|$/gm, (_row, cells: string) => cells),
		/Markdown/,
	],
])('%s is read, and said', async (_what, make, mend) => {
	const { faults, scores, mended } = await check(await make());
	expect(faults).toEqual([]);
	expect(scores).toEqual(Object.fromEntries(scored.map((each) => [each.run_id, each.scores])));
	if (mend === null) expect(mended).toEqual([]);
	else expect(mended.join('\n')).toMatch(mend);
});

test.each<[string, () => Promise<string>, RegExp]>([
	['JSON Lines', async () => `I gave run-3: tone 4.\n${await jsonl()}`, /line 1, column 1: .* speaks of scores/],
	['a table', async () => `run-3: tone is 4\n${await table()}`, /line 1, column 1: .* speaks of scores/],
	['a Markdown table', async () => `${await markdown()}\nrun-3: tone 4`, /line 16, column 1: .* speaks of scores/],
])('words around %s that speak of scores are a fault', async (_what, make, message) => {
	const { faults } = await check(await make());
	expect(faults).toEqual([expect.stringMatching(message)]);
});

test.each<[string, () => Promise<string>, RegExp]>([
	[
		'a row of words in a table',
		async () => `${await table()}That is all.\r\n`,
		/row 14: is no row of the table, but "That is all\."/,
	],
	[
		'a bar in a cell',
		async () => (await markdown()).replace('tip for 3', 'tip | 3'),
		/row 5: .*a \| in a text is written \\\|/,
	],
	[
		'words before an entry on its line',
		async () => `First: ${await jsonl()}`,
		/line 1, runs\[0\]: "First:" is no part of an entry/,
	],
	['a list on one line', async () => `[${(await objects()).join(',')}]`, /the file is a list/],
	['nothing but words', async () => 'All of them are fine,\nrun_id by run_id.', /there is no JSON object in the file/],
])('%s is refused with what it is', async (_what, make, message) => {
	const { faults } = await check(await make());
	expect(faults.join('\n')).toMatch(message);
});
