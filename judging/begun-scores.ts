import { createReadStream } from 'node:fs';
import { TipBenchError } from '../domain/errors';
import { isUnscored, type JudgeEntry, judgeEntrySchema, readJudgeFile } from '../domain/judging/judge-file';
import { createSplitter } from '../domain/judging/judge-file-splitter';
import type { Rubric } from '../domain/judging/rubric';
import { setAside } from '../machine/whole-file';

/** What somebody has filled in, in a judge file that is exported again. */
export interface BegunScores {
	readonly by: string;
	/** By run id, of the entries in which something is scored. */
	readonly scores: ReadonlyMap<string, JudgeEntry['scores']>;
}

const nothing: BegunScores = { by: 'claude-code-session', scores: new Map() };

/**
 * Reads the scores of a judge file that is there already, an entry at a time; there may be none. A file that is
 * something else, or belongs to another experiment or rubric, is set aside.
 * @throws TipBenchError ExportUnwritable where it cannot be read
 */
export async function readBegunScores(path: string, experimentId: string, rubric: Rubric): Promise<BegunScores> {
	try {
		const begun = await readScores(path, rubric);
		if (begun?.experimentId === experimentId && begun.rubricHash === rubric.hash) return begun;
		await setAside(path);
		return nothing;
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return nothing;
		throw new TipBenchError('ExportUnwritable', `cannot read ${path}: ${message}`, { cause: error });
	}
}

/** `null` where it is no judge file. */
async function readScores(path: string, rubric: Rubric) {
	const splitter = createSplitter();
	const scores = new Map<string, JudgeEntry['scores']>();
	for await (const piece of createReadStream(path, 'utf8')) {
		for (const text of splitter.push(piece)) {
			const entry = readEntry(text);
			if (entry === null) return null;
			if (!isUnscored(entry, rubric)) scores.set(entry.run_id, entry.scores);
		}
	}
	const read = readJudgeFile(splitter.rest());
	if (!('file' in read)) return null;
	const { by, experiment_id, rubric: itsRubric } = read.file;
	return { by, scores, experimentId: experiment_id, rubricHash: itsRubric.hash };
}

function readEntry(text: string): JudgeEntry | null {
	try {
		return judgeEntrySchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
