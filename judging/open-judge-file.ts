import { createReadStream } from 'node:fs';
import { TipBenchError } from '../domain/errors';
import type { ReadEntry } from '../domain/judging/entry';
import type { OpenedJudgeFile } from '../domain/judging/judge-file-check';
import { createJudgeFileReader, type ReadRest } from '../domain/judging/judge-file-reader';
import { createMends } from '../domain/judging/lenient-json/mends';
import { messageOf } from '../machine/coded-error';
import { decodeText } from './decode-text';
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
 * Reads a judge file from disk, an entry at a time.
 * @throws TipBenchError JudgeFileInvalid where its encoding cannot be told
 * @throws Error as the file system gives it
 */
export async function readJudgeFile(path: string, onEntry: (entry: ReadEntry) => void): Promise<ReadRest> {
	const mends = createMends();
	const reader = createJudgeFileReader(mends);
	for await (const text of decodeText(createReadStream(path), mends))
		for (const entry of reader.push(text)) onEntry(entry);
	return reader.end();
}
