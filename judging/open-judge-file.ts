import { createReadStream } from 'node:fs';
import { TipBenchError } from '../domain/errors';
import type { ReadEntry } from '../domain/judging/entry';
import type { OpenedJudgeFile } from '../domain/judging/judge-file-check';
import { createJudgeFileReader, type JudgeFileReader, type ReadRest } from '../domain/judging/judge-file-reader';
import { createMends } from '../domain/judging/lenient-json/mends';
import { formOf, isTelling } from '../domain/judging/rows/file-form';
import { createLinesReader } from '../domain/judging/rows/lines';
import { messageOf } from '../machine/coded-error';
import { decodeText } from './decode-text';
import { withLineFeeds } from './line-feeds';
import { readTable } from './read-table';
import { judgeFileInvalid } from './refusals';

/**
 * Reads a judge file from disk, an entry at a time; whether it fits the experiment is checked when it is applied. A file
 * that a person, an editor or an assistant rewrote is read where that is unambiguous.
 * @throws TipBenchError JudgeFileInvalid with every fault
 */
export async function openJudgeFile(path: string): Promise<OpenedJudgeFile> {
	const entries: ReadEntry[] = [];
	const { frame, faults, remarks, mends } = await readJudgeFile(path, (entry) => entries.push(entry)).catch(
		(error: unknown) => {
			if (error instanceof TipBenchError) throw error;
			throw new TipBenchError('JudgeFileInvalid', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
		},
	);
	if (frame === null) throw judgeFileInvalid(faults, path);
	return { frame, entries, faults, remarks, mends };
}

/**
 * Reads a judge file from disk, an entry at a time: JSON, objects one after another, or a table, by what it holds.
 * @throws TipBenchError JudgeFileInvalid where its encoding cannot be told
 * @throws Error as the file system gives it
 */
export async function readJudgeFile(path: string, onEntry: (entry: ReadEntry) => void): Promise<ReadRest> {
	const mends = createMends();
	const { head, all } = await withHead(decodeText(createReadStream(path), mends));
	const form = formOf(head);
	if (form.form === 'json') return readPieces(createJudgeFileReader(mends), all, onEntry);
	const lines = withLineFeeds(all, mends);
	if (form.form === 'lines') return readPieces(createLinesReader(mends), lines, onEntry);
	return readTable(lines, form, mends, onEntry);
}

async function readPieces(
	reader: JudgeFileReader,
	pieces: AsyncIterable<string>,
	onEntry: (entry: ReadEntry) => void,
): Promise<ReadRest> {
	for await (const piece of pieces) for (const entry of reader.push(piece)) onEntry(entry);
	// So that the last line has an end too.
	for (const entry of reader.push('\n')) onEntry(entry);
	return reader.end();
}

/** The beginning of a text that comes in pieces, as much as tells its form, and all of it. */
async function withHead(pieces: AsyncGenerator<string>): Promise<{ head: string; all: AsyncIterable<string> }> {
	let head = '';
	while (!isTelling(head)) {
		const { value, done } = await pieces.next();
		if (done) break;
		head += value;
	}
	async function* all() {
		yield head;
		yield* pieces;
	}
	return { head, all: all() };
}
