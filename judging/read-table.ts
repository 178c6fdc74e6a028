import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import type { ReadEntry } from '../domain/judging/entry';
import type { ReadRest } from '../domain/judging/judge-file-reader';
import type { Remark } from '../domain/judging/lenient-json/document';
import type { Mends } from '../domain/judging/lenient-json/mends';
import type { TableForm } from '../domain/judging/rows/file-form';
import { createFrameGatherer } from '../domain/judging/rows/row-frame';
import { readHeader, readRow, type TableColumns } from '../domain/judging/rows/table';
import { readMarkdown } from './read-markdown';

/** One record as the parser gives it. */
interface Parsed {
	readonly record: string[];
	readonly info: Info;
}

/** A cell holds a few thousand characters; a quote that is never closed would swallow the file. */
const longestRow = 4_000_000;

/**
 * Reads a judge file that is a table, a line at a time. Words before it are left out and said, and so are those behind a
 * Markdown table.
 * @param pieces whose lines end with LF
 */
export async function readTable(
	pieces: AsyncIterable<string>,
	{ form, delimiter, before, talk }: TableForm,
	mends: Mends,
	onEntry: (entry: ReadEntry) => void,
): Promise<ReadRest> {
	const gatherer = createFrameGatherer('column', mends);
	const faults: string[] = [];
	const remarks: Remark[] = [];
	const leaveOut = (text: string, line: number) => {
		remarks.push({ text, place: { line, column: 1 }, path: [] });
		mends.add('words around the table left out', { line, column: 1 }, text);
	};
	if (talk !== '') leaveOut(talk, 1);
	let columns: TableColumns | null = null;
	let at = 0;
	// A code fence that closes ends the table.
	let isOver = false;
	const take = (record: readonly string[], row: number, line: number) => {
		if (record.every((cell) => cell.trim() === '')) return;
		if (/^`{3,}$/.test(record.join('').trim())) {
			isOver = columns !== null;
			return;
		}
		if (isOver) return leaveOut(record.join(delimiter), line);
		if (columns === null) {
			columns = readHeader(record, line);
			faults.push(...columns.faults);
			return;
		}
		if (columns.faults.length > 0) return;
		const cells = fitted(record, columns.names.length);
		if (cells.length !== columns.names.length) {
			faults.push(`row ${row}: ${unfit(cells, columns.names.length, delimiter)}`);
			return;
		}
		const { entry, whole } = readRow(columns, cells, { at, row, line }, mends);
		at += 1;
		gatherer.add(whole);
		onEntry(entry);
	};
	const lines = afterLines(pieces, before);
	if (form === 'markdown') {
		mends.add('read as a Markdown table', { line: before + 1, column: 1 });
		await readMarkdown(lines, before, take, leaveOut);
	} else {
		const broken = await readCsv(lines, delimiter, (record, info) =>
			take(record, info.records + info.empty_lines, before + info.lines),
		);
		if (broken !== null) faults.push(csvFault(broken, before));
	}
	const frame = faults.length > 0 && at === 0 ? null : gatherer.frame();
	return { frame, faults: [...faults, ...gatherer.faults], remarks, mends };
}

/** @returns what the table cannot be read on for; `null` where it was read whole */
async function readCsv(
	lines: AsyncIterable<string>,
	delimiter: string,
	onRecord: (record: string[], info: Info) => void,
): Promise<CsvError | null> {
	const parser = parse({
		...{ delimiter, info: true, bom: true, relax_column_count: true, skip_empty_lines: true },
		max_record_size: longestRow,
	});
	try {
		await pipeline(Readable.from(lines), parser, async (rows: AsyncIterable<Parsed>) => {
			for await (const { record, info } of rows) onRecord(record, info);
		});
		return null;
	} catch (error) {
		if (error instanceof CsvError) return error;
		throw error;
	}
}

/** What to say of a row that has not a cell for each column. */
function unfit(cells: readonly string[], columns: number, delimiter: string): string {
	if (cells.length === 1)
		return `is no row of the table, but ${JSON.stringify((cells[0] ?? '').slice(0, 60))}; take it out, or put the text that it belongs to in quotes`;
	const how =
		delimiter === '|' ? 'a | in a text is written \\|' : `a text with ${named(delimiter)} in it stands in quotes`;
	return `has ${cells.length} cells, but there are ${columns} columns; ${how}`;
}

/** Spreadsheets add empty cells at the end of a line. */
function fitted(record: readonly string[], columns: number): readonly string[] {
	return record.slice(columns).every((cell) => cell.trim() === '') ? record.slice(0, columns) : record;
}

function csvFault(error: CsvError, before: number): string {
	const line = before + Number((error as { lines?: number }).lines ?? 0);
	return `line ${line}: the table cannot be read on: ${error.message.replace(/\s+/g, ' ').slice(0, 200)}`;
}

function named(delimiter: string): string {
	return delimiter === '\t' ? 'a tab' : `a ${delimiter}`;
}

async function* afterLines(pieces: AsyncIterable<string>, lines: number): AsyncGenerator<string> {
	let left = lines;
	for await (const piece of pieces) {
		let rest = piece;
		for (; left > 0 && rest.includes('\n'); left -= 1) rest = rest.slice(rest.indexOf('\n') + 1);
		if (left === 0) yield rest;
	}
}
