import { check, exported, scored, table } from '../testbed/table-file';

const set = (row: number, column: string, value: string) => () =>
	table((rows) =>
		rows.map((cells, at) => cells.map((cell, place) => (at === row && rows[0]?.[place] === column ? value : cell))),
	);
test.each([
	'4,5',
	'N/A',
	'4-5',
	'4-May',
	'2026-05-04',
	'05.04.2026',
	'4/5',
	'4?',
	'four',
	'-',
	'=4',
	'"4"',
	'4 5',
	'6',
	'0',
	'46146',
	'1e1',
	'TRUE',
	'#REF!',
	'NaN',
])('%s is refused with its place', async (value) => {
	const { faults } = await check(await set(3, 'tone', value)());
	expect(faults).toEqual([
		expect.stringMatching(/^row 4, column tone, runs\[2\] \(run-2\): tone must be a whole number from 1 to 5, but is/),
	]);
});

const head = (change: (name: string) => string) => () => table(([names = [], ...rows]) => [names.map(change), ...rows]);
test.each<[string, () => Promise<string>, RegExp]>([
	['half scored', set(2, 'tone', ''), /row 3, runs\[1\] \(run-1\): tone is missing/],
	[
		'another column with numbers',
		head((name) => (name === 'tone' ? 'tonality' : name)),
		/row 2, column tonality.*: tonality is no score of the rubric; known are relevance, tone, format_ok\nrow 2, .*tone is missing/,
	],
	["a column of one's own", head((name) => (name === 'comment' ? 'my thoughts' : name)), /^$/],
	[
		'two columns of a name',
		head((name) => (name === 'relevance' ? 'tone' : name)),
		/line 1: the column tone stands twice/,
	],
	['no run ids', head((name) => (name === 'run_id' ? 'id' : name)), /no JSON object|there is no column run_id/],
	['no rubric', head((name) => (name === 'rubric_hash' ? 'note2' : name)), /column rubric_hash is missing/],
	['lines of two judges', set(5, 'by', 'Bob'), /row 6, column by: by is "Bob", but "Anna" at row 2, column by/],
	['a name with what nobody sees', head((name) => name).bind(null), /^$/],
	['a score in a note', set(4, 'note', '4'), /row 5, column note.*may be a score/],
	['a run twice', () => table((rows) => [...rows, rows[1] ?? []]), /runs\[12\] \(run-0\): stands twice/],
	['no such run', set(1, 'run_id', 'other'), /no such run in experiment/],
	[
		'a text with a comma and no quotes',
		async () => (await exported('csv', scored)).replace('tip for 3', 'tip, for 3'),
		/row 5: has \d+ cells, but there are \d+ columns; a text with a , in it stands in quotes/,
	],
	[
		'a quote that is never closed',
		async () => (await exported('csv', scored)).replace('tip for 3', '"tip for 3'),
		/line \d+: the table cannot be read on/,
	],
	[
		'ids that were sorted without the rest',
		() =>
			table(([names = [], ...rows]) => [
				names,
				...rows.map(([, ...rest], at) => [rows[(at + 1) % rows.length]?.[0] ?? '', ...rest]),
			]),
		/has the candidates of run run-0; are two entries mixed up\?/,
	],
	['a cut line', async () => (await exported('csv', scored)).slice(0, -60), /row 13: has \d+ cells|cannot be read on/],
])('a table with %s says so', async (_what, make, message) => {
	const { faults } = await check(await make());
	expect(faults.join('\n')).toMatch(message);
});

test.each<[string, (lines: string[]) => string[], RegExp]>([
	['as it was', (lines) => lines, /^$/],
	['commas behind', (lines) => lines.map((line) => `${line},`), /^$/],
	['single quotes', (lines) => lines.map((line, at) => (at === 0 ? line.replace(/"(\w+)":/g, "'$1':") : line)), /^$/],
	[
		'a cut line',
		(lines) => [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, 50)],
		/line 12, runs\[11\]: .*cut off/,
	],
	['a bare line', (lines) => [...lines, 'done!'], /^$/],
	[
		'a line that speaks of scores',
		(lines) => [...lines, 'run-3: tone 4'],
		/line 13, column 1: "run-3: tone 4" speaks of scores/,
	],
	['the rest of a torn line', (lines) => [...lines, '"relevance": 4}'], /line 13, runs\[12\]: there is no JSON object/],
	[
		'two entries on a line',
		(lines) => [`${lines[0]}${lines[1]}`, ...lines.slice(2)],
		/line 1, runs\[0\]: column \d+: more JSON stands behind the entry; give each entry a line of its own/,
	],
	[
		'an entry over several lines that was cut',
		([first = '', ...lines]) => [JSON.stringify(JSON.parse(first), null, 1).slice(0, 60), ...lines],
		/line \d+, runs\[0\]: column \d+: .*was cut off/,
	],
	[
		'a score beside',
		(lines) => lines.map((line, at) => (at === 4 ? line.replace('{', '{"relevance":4,') : line)),
		/line 5, column \d+, runs\[4\].*did you mean scores.relevance\?/,
	],
	[
		'two files',
		(lines) => [...lines, (lines[0] ?? '').replace('"Anna"', '"Bob"').replace('run-0', 'run-99')],
		/by is "Bob", but "Anna" at line 1/,
	],
])('lines with %s', async (_what, change, message) => {
	const lines = (await exported('jsonl', scored)).trimEnd().split('\n');
	const { faults } = await check(`${change(lines).join('\n')}\n`);
	expect(faults.join('\n')).toMatch(message);
});

test('numbers in a column without a name that is not the first are no row numbers: they may be scores', async () => {
	for (const name of ['#', '', 'row']) {
		const added = table((rows) => rows.map((row, at) => [...row, at === 0 ? name : String(at + 1)]));
		const { faults } = await check(await added);
		expect(faults.join('\n')).toMatch(/row 2, column/);
	}
});
