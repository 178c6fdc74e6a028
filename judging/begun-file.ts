import { stat } from 'node:fs/promises';
import { TipBenchError } from '../domain/errors';
import type { ReadEntry } from '../domain/judging/entry';
import { howToJudge } from '../domain/judging/judge-file';
import type { ReadRest } from '../domain/judging/judge-file-reader';
import { plainOf } from '../domain/judging/lenient-json/tree';
import type { Notes } from '../domain/judging/notes';
import type { Rubric } from '../domain/judging/rubric';
import { messageOf } from '../machine/coded-error';
import type { ExportSource } from './judge-file-place';
import { readJudgeFile } from './open-judge-file';

/** A judge file that is there already, where one is exported again. */
export interface BegunFile {
	readonly by: string;
	/** By run id, what its entries say; none where the file is of something else. */
	readonly entries: ReadonlyMap<string, BegunEntry>;
	/** Why it holds more than its entries say, in words; none where it does not. */
	readonly reasons: readonly string[];
	/** See {@link fileVersion}. */
	readonly version: string | null;
}

/** As of a file that is not there. */
const nothingBegun: BegunFile = { by: '', entries: new Map(), reasons: [], version: null };

/** What somebody has written into an entry. */
export interface BegunEntry {
	/** As they stand there, but for those that are `null`. */
	readonly scores: Readonly<Record<string, unknown>>;
	readonly notes: Notes;
	readonly shown: ReadEntry['shown'];
}

/**
 * Reads the judge file that is at a path already, an entry at a time; there may be none.
 * @throws TipBenchError ExportUnwritable where it cannot be read
 */
export async function readBegunFile(path: string, source: ExportSource, rubric: Rubric): Promise<BegunFile> {
	const version = await fileVersion(path);
	if (version === null) return nothingBegun;
	const entries = new Map<string, BegunEntry>();
	const reasons: string[] = [];
	const take = (entry: ReadEntry) => {
		if (entries.has(entry.run_id)) reasons.push(`runs[${entry.at}] stands twice`);
		const stray = entry.strays.find(({ path: [top] }) => top !== 'scenario' && top !== 'candidates');
		if (stray !== undefined) reasons.push(`runs[${entry.at}] has a member that no entry has`);
		reasons.push(...entry.faults.slice(0, 1));
		entries.set(entry.run_id, begunEntryOf(entry));
	};
	try {
		const rest = await readJudgeFile(path, take);
		reasons.push(...oddities(rest, source, rubric));
		const isOurs = rest.frame?.experiment_id === source.experiment_id && rest.frame.rubric.hash === rubric.hash;
		return isOurs ? { by: rest.frame?.by ?? '', entries, reasons, version } : { ...nothingBegun, reasons, version };
	} catch (error) {
		if (error instanceof TipBenchError) return { ...nothingBegun, reasons: [error.message], version };
		throw new TipBenchError('ExportUnwritable', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
	}
}

/**
 * What changes whenever a file is written, `null` where there is none.
 * @throws TipBenchError ExportUnwritable where that cannot be told
 */
export async function fileVersion(path: string): Promise<string | null> {
	try {
		const { ino, size, mtimeNs } = await stat(path, { bigint: true });
		return `${ino} ${size} ${mtimeNs}`;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw new TipBenchError('ExportUnwritable', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
	}
}

function begunEntryOf({ scores, notes, shown }: ReadEntry): BegunEntry {
	const given = scores.filter(({ value }) => value.kind !== 'null').map(({ name, value }) => [name, plainOf(value)]);
	return { scores: Object.fromEntries(given), notes, shown };
}

/** What in a file is in no entry and would not be exported again. */
function oddities({ frame, faults, mends }: ReadRest, source: ExportSource, rubric: Rubric): string[] {
	if (frame === null) return faults.slice(0, 1);
	const reasons = [...faults, ...mends.lines()];
	if (frame.experiment_id !== source.experiment_id || frame.experiment !== source.experiment) {
		reasons.push(`it is of experiment ${frame.experiment} with id ${frame.experiment_id}`);
	}
	if (frame.rubric.name !== rubric.name || frame.rubric.hash !== rubric.hash) {
		reasons.push(`it was scored by another ${frame.rubric.name}`);
	} else if (frame.rubric.text !== '' && frame.rubric.text !== rubric.text)
		reasons.push('the text of its rubric was changed');
	if (frame.how_to !== '' && frame.how_to !== howToJudge) reasons.push('its how_to is another');
	return reasons;
}
