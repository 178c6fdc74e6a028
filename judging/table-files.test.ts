import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { JudgeEntry } from '../domain/judging/judge-file';
import { checkJudgeFile } from '../domain/judging/judge-file-check';
import type { Rubric, Scores } from '../domain/judging/rubric';
import { writeWhole } from '../machine/whole-file';
import { shownOf } from './entry-of-run';
import { type FileFormat, fileText } from './file-text';
import { openJudgeFile } from './open-judge-file';

const rubric: Rubric = {
	...{ name: 'tip-v1', text: 'text', hash: 'c0ffee' },
	dimensions: [
		{ name: 'relevance', min: 1, max: 5 },
		{ name: 'tone', min: 1, max: 5 },
	],
	flags: [{ name: 'format_ok', rule: 'asked-format' }],
	composite: { relevance: 1, tone: 1, format_ok: 2 },
};
const scenario = { name: 'dusk', persona: 'a nurse, 41; tired', tasks: ['rest', 'eat "well"'] };
const hostile = [
	'=HYPERLINK("http://e")',
	'+1',
	'-2',
	'@SUM(A1)',
	'\tx',
	"'quoted",
	'a;b,c\td',
	'two\nlines',
	'ü 🙂 "q"',
	'4',
];
const entry = (at: number, scores: Record<string, number | null> = {}): JudgeEntry => ({
	run_id: `run-${at}`,
	scenario,
	candidates: [`tip for ${at}`, hostile[at % hostile.length] ?? ''],
	scores: { relevance: null, tone: null, format_ok: 1, ...scores },
});
const entries = Array.from({ length: 12 }, (_, at) => entry(at));
const facts = new Map(entries.map((each) => [each.run_id, { computed: { format_ok: 1 }, ...shownOf(each) }]));
const frame = {
	...{ format: 'tip-bench-judge/1' as const, how_to: '', experiment: 'e =1', experiment_id: '123456789012345678' },
	...{ judge_kinds: [], by: 'Anna', exported_at: '2026-01-01T00:00:00.000Z' },
	rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
};

let folder: string;
let path: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-tables-'));
	path = join(folder, 'file');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function exported(format: FileFormat, all: readonly JudgeEntry[] = entries): Promise<string> {
	async function* each() {
		yield* all;
	}
	await writeWhole(path, fileText(format, frame, rubric, each, 2));
	return readFile(path, 'utf8');
}

/** What came of a file with this content: scores by run, faults, and what was mended. */
async function check(content: string | Buffer) {
	writeFileSync(path, content);
	try {
		const file = await openJudgeFile(path);
		const { judgments, faults, entryFaults, unscored } = checkJudgeFile(file, rubric, facts);
		const scores: Record<string, Scores> = Object.fromEntries(judgments.map((each) => [each.run_id, each.scores]));
		const notes = Object.fromEntries(judgments.map((each) => [each.run_id, each.notes]));
		return {
			frame: file.frame,
			scores,
			notes,
			unscored,
			faults: [...faults, ...entryFaults],
			mended: file.mends.lines(),
		};
	} catch (error) {
		return { frame: null, scores: {}, notes: {}, unscored: 0, faults: [(error as Error).message], mended: [] };
	}
}

const scored = entries.map(
	(each, at) =>
		({
			...each,
			scores: { relevance: 4, tone: 1 + (at % 5), format_ok: 1 },
			note: at === 1 ? 'so\nso' : undefined,
		}) as JudgeEntry,
);

/** A table of it as a spreadsheet would write it. */
async function table(
	change: (rows: string[][]) => string[][] = (rows) => rows,
	delimiter = ',',
	all = scored,
): Promise<string> {
	const { parse } = await import('csv-parse/sync');
	const rows = parse(await exported('csv', all), { bom: true }) as string[][];
	return stringify(change(rows), { delimiter, record_delimiter: '\r\n' });
}

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
	['a bare line', (lines) => [...lines, 'done!'], /line 13, runs\[12\]: there is no JSON object/],
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
