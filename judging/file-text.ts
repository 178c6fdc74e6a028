import { stringify } from 'csv-stringify/sync';
import type { JudgeEntry, JudgeFile } from '../domain/judging/judge-file';
import { judgeFileText } from '../domain/judging/judge-file-text';
import { entryLine } from '../domain/judging/rows/lines';
import { tableHeader, tableRow } from '../domain/judging/rows/table';
import type { Rubric } from '../domain/judging/rubric';

/** The forms in which a judge file is written: one object of JSON, an object a line, a table. */
export const fileFormats = ['json', 'jsonl', 'csv'] as const;

export type FileFormat = (typeof fileFormats)[number];

/** Tells spreadsheets that it is UTF-8. */
const byteOrderMark = '\ufeff';

/**
 * A judge file as text, piece by piece.
 * @param mostCandidates how many candidates an entry has at most: a table has a column for each
 */
export function fileText(
	format: FileFormat,
	frame: Omit<JudgeFile, 'runs'>,
	rubric: Rubric,
	entries: () => AsyncIterable<JudgeEntry>,
	mostCandidates: number,
): AsyncIterable<string> {
	if (format === 'json') return judgeFileText(frame, entries());
	return format === 'jsonl' ? linesText(frame, entries()) : tableText(frame, rubric, entries(), mostCandidates);
}

async function* linesText(frame: Omit<JudgeFile, 'runs'>, entries: AsyncIterable<JudgeEntry>) {
	for await (const entry of entries) yield entryLine(frame, entry);
}

async function* tableText(
	frame: Omit<JudgeFile, 'runs'>,
	rubric: Rubric,
	entries: AsyncIterable<JudgeEntry>,
	mostCandidates: number,
) {
	yield byteOrderMark + line(tableHeader(rubric, mostCandidates));
	for await (const entry of entries) yield line(tableRow(frame, rubric, entry, mostCandidates));
}

/** A spreadsheet would run a cell that begins like a formula, so a quote stands before it. */
function line(cells: readonly string[]): string {
	return stringify([[...cells]], { escape_formulas: true, record_delimiter: '\r\n' });
}
