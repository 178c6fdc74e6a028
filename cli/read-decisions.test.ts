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
	['wrong rows', jsonLines.replace(/"reward":[01]/g, '"reward":2'), /^line 1: reward: Too big.*\nline 3: reward/s],
	['a list', '[1, 2]', /^line 1: neither a JSON object nor the header of an exported log: id, user, .* are missing$/],
	['nothing', '', /^$/],
	['no JSON in a cell', csv.replace('"[[', '"[x'), /^line \d+: contexts: .*JSON/],
	['a row of two cells', `${csv}a,b\n`, /^line \d+: Invalid Record Length/],
	['a line without an end', `{"id":"${'x'.repeat(9_000_000)}`, /^line 1: it is longer than any decision$/],
])('%s is told by its line', async (_name, text, fault) => {
	const told = await read(text).then(
		() => '',
		(error: Error & { code?: string }) => `${error.code}: ${error.message}`,
	);
	expect(told.replace(/^DecisionLogInvalid: /, '')).toMatch(fault);
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

async function read(text: string): Promise<Decision[]> {
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
