import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { TipBenchError } from '../domain/errors';
import { decisionColumns } from '../domain/policies/decision';
import { fromDecisionCells } from '../domain/policies/decision-csv';
import { messageOf } from '../machine/coded-error';

/** A line beyond this is no decision, whatever it is. */
const longestLine = 8_000_000;

/** So much is looked at to tell what it is. */
const longestHeader = 65_536;

/** What parts the cells of a row: a comma, or what a spreadsheet puts in its place. No column's name holds one. */
const delimiters = [',', ';', '\t'] as const;

/** A row of a decision log. */
interface DecisionRow {
	readonly line: number;
	/** What it holds, unchecked. @throws SyntaxError */
	readonly read: () => unknown;
}

/** The rows of a decision log, and how they stand there. */
export interface DecisionRows {
	readonly rows: AsyncGenerator<DecisionRow>;
	/** Whether a spreadsheet must have saved it: we write neither semicolons, nor tabs, nor UTF-16. */
	readonly isResaved: boolean;
}

/**
 * Reads the rows of a decision log, JSON Lines or CSV, one at a time.
 * @param path `-` for standard input
 * @throws TipBenchError Usage where there is no such file, DecisionLogInvalid where the rest cannot be told apart into rows
 */
export async function readRows(path: string): Promise<DecisionRows> {
	const { encoding, pieces } = await textOf(path);
	let start = '';
	// The header has to be whole, to see what parts its names.
	while (start.length < longestHeader && !/[\r\n]/.test(start.trimStart())) {
		const { done, value } = await pieces.next();
		if (done) break;
		start += value;
	}
	const all = (async function* () {
		yield start;
		yield* pieces;
	})();
	if (/^\s*\{/.test(start)) return { rows: jsonRows(all), isResaved: encoding !== 'utf-8' };
	const delimiter = delimiterOf(start);
	return { rows: csvRows(all, delimiter), isResaved: encoding !== 'utf-8' || delimiter !== ',' };
}

function delimiterOf(start: string): string {
	const [header = ''] = start.trimStart().split(/[\r\n]/, 1);
	const often = (each: string) => header.split(each).length;
	return delimiters.reduce((most, each) => (often(each) > often(most) ? each : most));
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

async function textOf(path: string): Promise<{ encoding: Encoding; pieces: AsyncGenerator<string> }> {
	const pieces = bytesOf(path);
	const first = await pieces.next();
	const start = first.done ? Buffer.alloc(0) : first.value;
	const encoding = encodingOf(start);
	const all = async function* () {
		// It takes the mark away, too.
		const decoder = new TextDecoder(encoding, { fatal: true });
		try {
			yield decoder.decode(start, { stream: true });
			for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
			yield decoder.decode();
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
			const how = encoding === 'utf-8' ? 'UTF-8, nor in UTF-16 with its mark' : encoding.toUpperCase();
			throw new TipBenchError('DecisionLogInvalid', `the file is not a text in ${how}`, { cause: error });
		}
	};
	return { encoding, pieces: all() };
}

/** By the mark that stands before the text. */
function encodingOf(start: Buffer): Encoding {
	const mark = start.subarray(0, 2).toString('hex');
	if (mark === 'fffe') return 'utf-16le';
	return mark === 'feff' ? 'utf-16be' : 'utf-8';
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
	try {
		yield* (path === '-' ? process.stdin : createReadStream(path)) as AsyncIterable<Buffer>;
	} catch (error) {
		throw new TipBenchError('Usage', `--log: cannot read ${path}: ${messageOf(error)}`);
	}
}

/** Lines end with LF alone: a text in a row may hold every other kind of line end. */
async function* jsonRows(pieces: AsyncIterable<string>): AsyncGenerator<DecisionRow> {
	let [rest, line] = ['', 0];
	const rowOf = (text: string): DecisionRow | null => {
		line += 1;
		return text.trim() === '' ? null : { line, read: () => JSON.parse(text) };
	};
	for await (const piece of pieces) {
		const lines = (rest + piece).split('\n');
		rest = lines.pop() as string;
		if (rest.length > longestLine)
			throw new TipBenchError('DecisionLogInvalid', `line ${line + 1}: it is longer than any decision`);
		for (const text of lines) {
			const row = rowOf(text);
			if (row !== null) yield row;
		}
	}
	const last = rowOf(rest);
	if (last !== null) yield last;
}

async function* csvRows(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<DecisionRow> {
	const options = { delimiter, info: true, max_record_size: longestLine, columns: checkedHeader } as const;
	// Rows that are blank, or hold nothing but delimiters, are what spreadsheets leave at the end.
	const parser = parse({ ...options, skip_empty_lines: true, skip_records_with_empty_values: true });
	// What goes wrong before the parser comes out of it too.
	pipeline(Readable.from(pieces), parser, () => undefined);
	try {
		for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: Info }>)
			yield { line: info.lines, read: () => fromDecisionCells(record) };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = 'lines' in error ? `line ${String(error.lines)}: ` : '';
		throw new TipBenchError('DecisionLogInvalid', `${line}${csvFault(error)}`, { cause: error });
	}
}

function csvFault(error: CsvError & { readonly record?: unknown; readonly columns?: unknown }): string {
	const { code, record, columns } = error;
	if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS' && Array.isArray(record) && Array.isArray(columns))
		return `the row has ${record.length} cells, and the header ${columns.length}`;
	if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote that opens a cell is never closed';
	if (code === 'CSV_MAX_RECORD_SIZE') return 'it is longer than any decision';
	return error.message.replace(/\s+/g, ' ').slice(0, 200);
}

/** A column without a name is nobody's: spreadsheets add some at the end. */
function checkedHeader(cells: string[]): (string | false)[] {
	const names = cells.map((each) => each.trim());
	const missing = decisionColumns.filter((each) => !names.includes(each));
	if (missing.length === 0) return names.map((each) => each !== '' && each);
	throw new TipBenchError(
		'DecisionLogInvalid',
		`line 1: neither a JSON object nor the header of an exported log: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
	);
}
