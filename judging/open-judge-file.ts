import { readFile } from 'node:fs/promises';
import { TipBenchError } from '../domain/errors';
import { type JudgeFile, readJudgeFile } from '../domain/judging/judge-file';

/**
 * Reads a judge file from disk; whether it fits the experiment is checked when it is applied.
 * @throws TipBenchError JudgeFileInvalid with every fault
 */
export async function openJudgeFile(path: string): Promise<JudgeFile> {
	const text = await readFile(path, 'utf8').catch((error: Error) => {
		throw new TipBenchError('JudgeFileInvalid', `cannot read ${path}: ${error.message}`);
	});
	const read = readJudgeFile(text);
	if ('file' in read) return read.file;
	throw new TipBenchError('JudgeFileInvalid', read.faults.map((fault) => `- ${path}: ${fault}`).join('\n'));
}
