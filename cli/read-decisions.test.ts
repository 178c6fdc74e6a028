import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { type Decision, decisionColumns } from '../domain/policies/decision';
import { decisionCells } from '../domain/policies/decision-csv';
import { madeLog } from '../domain/policies/off-policy/test-support/made-log';
import { readDecisions } from './read-decisions';

const made = madeLog({ policy: 'egreedy-v1', users: 3, decisions: 4, tips: 2 }, 1).map(({ decision }) => decision);
const log: Decision[] = made.map((each, at) => ({
	...each,
	user: `${each.user}\u2028"é",\r\n`,
	reward: at === 1 ? null : each.reward,
}));
const [jsonLines, csv] = [log.map((each) => JSON.stringify(each)).join('\n'), csvOf(log)];

test.each([
	['JSON Lines', `${jsonLines}\n`],
	['JSON Lines with no last line end, blank lines and a mark', `\uFEFF\n${jsonLines.replace('\n', '\r\n\r\n')}`],
	['CSV', csv],
	['CSV whose columns stand otherwise', csvOf(log, [...decisionColumns].reverse())],
])('%s is read to the last digit', async (_name, text) => {
	expect(await read(text)).toEqual(log);
});

test.each<[string, string, RegExp]>([
	['half a line', `${jsonLines}\n{"id":"d`, /^line 13: .*JSON/],
	[
		'a decision twice',
		`${jsonLines}\n\n${jsonLines.split('\n')[2]}`,
		/^line 14: the decision u0-2 stands further up already$/,
	],
	[
		'wrong rows',
		jsonLines.replace(/"reward":[01]/g, '"reward":2'),
		/^line 1: reward: must be at most 1\nline 3: reward/s,
	],
	['a list', '[1, 2]', /^line 1: neither a JSON object nor the header of an exported log: id, user, .* are missing$/],
	['nothing', '', /^$/],
	['no JSON in a cell', csv.replace('"[[', '"[x'), /^line \d+: contexts: .*JSON/],
	['a row of two cells', `${csv}a,b\n`, /^line \d+: the row has 2 cells, and the header 12$/],
	['a quote without an end', `${csv}"a`, /^line \d+: a quote that opens a cell is never closed$/],
	['a missing key', JSON.stringify({ ...log[0], user: undefined }), /^line 1: user: is missing: give a text/],
	['a line without an end', `{"id":"${'x'.repeat(9_000_000)}`, /^line 1: it is longer than any decision$/],
])('%s is told by its line', async (_name, text, fault) => {
	const told = await read(text).then(
		() => '',
		(error: Error & { code?: string }) => `${error.code}: ${error.message}`,
	);
	expect(told.replace(/^DecisionLogInvalid: /, '')).toMatch(fault);
});

const plain = log.map((each) => ({ ...each, user: each.user.slice(0, 5) }));
const blank = decisionColumns.map(() => '').join(';');

test.each<[string, Buffer | string]>([
	[
		'semicolons, a mark, blank rows and blank columns',
		`\uFEFF${saved(plain, ';').replaceAll('\r\n', ';;\r\n')}${blank};;\r\n\r\n`,
	],
	['tabs, in UTF-16', Buffer.from(`\uFEFF${saved(plain, '\t')}`, 'utf16le')],
	['tabs, in UTF-16 of the other order', Buffer.from(`\uFEFF${saved(plain, '\t')}`, 'utf16le').swap16()],
	['commas for points', saved(plain, ';', (cell) => cell.replace(/^(\d)\.(\d+)$/, '$1,$2'))],
	['the line ends of an old Mac', saved(plain, ';').replaceAll('\r\n', '\r')],
])('what a spreadsheet saved with %s is read', async (_name, text) => {
	expect(await read(text)).toEqual(plain);
});

test.each<[string, Buffer | string, RegExp]>([
	[
		'times of its own',
		saved(plain, ';').replace(/2\d{3}-[^;]*/, '27.11.2026 13:40'),
		/^line 2: at: must be a time in UTC.*\na spreadsheet/,
	],
	[
		'cut cells',
		saved(plain, ';', (cell) => (cell.startsWith('[[') ? '['.repeat(32_767) : cell)),
		/contexts: .* cut where/,
	],
	['an old encoding', Buffer.concat([Buffer.from(csv), Buffer.from([0xe4])]), /^the file is not a text in UTF-8/],
	['a whole workbook', Buffer.from('504b03041400060008000000210062ee9d', 'hex'), /not a text|^line 1: neither/],
])('what a spreadsheet saved with %s is refused in plain words', async (_name, text, fault) => {
	await expect(read(text)).rejects.toMatchObject({ code: 'DecisionLogInvalid', message: expect.stringMatching(fault) });
});

test('of many faults the first are told, and how many more there are', async () => {
	const text = Array.from({ length: 50 }, () => '{}').join('\n');
	await expect(read(text)).rejects.toThrow(/\nand 30 more lines$/);
});

test('a file that is not there is said', async () => {
	await expect(readDecisions('/no/such.jsonl', () => {})).rejects.toThrow(
		/--log: cannot read \/no\/such.jsonl: .*ENOENT/,
	);
});

async function read(text: string | Buffer): Promise<Decision[]> {
	const file = join(mkdtempSync(join(tmpdir(), 'log-')), 'log');
	writeFileSync(file, text);
	const decisions: Decision[] = [];
	await readDecisions(file, (decision) => decisions.push(decision));
	return decisions;
}

function csvOf(decisions: readonly Decision[], columns: readonly string[] = decisionColumns): string {
	const places = columns.map((each) => decisionColumns.indexOf(each as keyof Decision));
	const rows = decisions.map((each) => {
		const cells = decisionCells(each);
		return places.map((at) => cells[at] as string);
	});
	return stringify([[...columns], ...rows]);
}

/** As a spreadsheet saves it. */
function saved(decisions: readonly Decision[], delimiter: string, change = (cell: string) => cell): string {
	const rows = decisions.map((each) => decisionCells(each).map(change));
	return stringify([[...decisionColumns], ...rows], { delimiter, record_delimiter: '\r\n' });
}
