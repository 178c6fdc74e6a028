import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import type { ReadEntry } from '../domain/judging/entry';
import type { ReadRest } from '../domain/judging/judge-file-reader';
import type { Mends } from '../domain/judging/lenient-json/mends';
import { createFrameGatherer } from '../domain/judging/rows/row-frame';
import { readHeader, readRow, type TableColumns } from '../domain/judging/rows/table';

/** One record as the parser gives it. */
interface Parsed {
	readonly record: string[];
	readonly info: Info;
}

/** A cell holds a few thousand characters; a quote that is never closed would swallow the file. */
const longestRow = 4_000_000;

/**
 * Reads a judge file that is a table, a line at a time.
 * @param before how many lines stand before the names of its columns
 */
export async function readTable(
	pieces: AsyncIterable<string>,
	{ delimiter, before }: { readonly delimiter: string; readonly before: number },
	mends: Mends,
	onEntry: (entry: ReadEntry) => void,
): Promise<ReadRest> {
	const gatherer = createFrameGatherer('column', mends);
	const faults: string[] = [];
	let columns: TableColumns | null = null;
	let at = 0;
	const take = ({ record, info }: Parsed) => {
		const row = info.records + info.empty_lines;
		if (record.every((cell) => cell.trim() === '') || /^`{3,}$/.test(record.join('').trim())) return;
		if (columns === null) {
			columns = readHeader(record, before + info.lines);
			faults.push(...columns.faults);
			return;
		}
		if (columns.faults.length > 0) return;
		const cells = fitted(record, columns.names.length);
		if (cells.length !== columns.names.length) {
			faults.push(
				`row ${row}: has ${cells.length} cells, but there are ${columns.names.length} columns; a text with ${named(delimiter)} in it stands in quotes`,
			);
			return;
		}
		const { entry, whole } = readRow(columns, cells, { at, row, line: before + info.lines }, mends);
		at += 1;
		gatherer.add(whole);
		onEntry(entry);
	};
	const parser = parse({
		...{ delimiter, info: true, bom: true, relax_column_count: true, skip_empty_lines: true },
		max_record_size: longestRow,
	});
	try {
		await pipeline(Readable.from(afterLines(pieces, before)), parser, async (rows: AsyncIterable<Parsed>) => {
			for await (const each of rows) take(each);
		});
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		faults.push(csvFault(error, before));
	}
	const frame = faults.length > 0 && at === 0 ? null : gatherer.frame();
	return { frame, faults: [...faults, ...gatherer.faults], remarks: [], mends };
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
