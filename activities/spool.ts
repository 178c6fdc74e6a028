import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ZodType, z } from 'zod';
import { makeFolder } from '../machine/make-folder';

/** Answers that may not have reached Temporal yet, on this machine's disk. */
export interface Spool<Answer> {
	/** Keeps an answer. A disk that cannot be written is said once, and fails nothing. */
	keep(place: SpoolPlace, answer: Answer): Promise<void>;
	/** The answer that an earlier attempt kept; `undefined` for none, and for a file that is damaged or of another cell. */
	find(place: SpoolPlace): Promise<Answer | undefined>;
	/** The newest answer to a cell that any run of a block kept; `undefined` as above. */
	findOfBlock(place: Pick<SpoolPlace, 'block' | 'cellKey'>): Promise<Answer | undefined>;
}

/** What all attempts of one activity share, and no other activity does. */
export interface SpoolPlace {
	/** The workflow id of the block, or of the auto judge. */
	readonly block: string;
	readonly workflowRunId: string;
	readonly activityId: string;
	/** The cell's, or what stands for one run's judgment by one judge. */
	readonly cellKey: string;
}

interface Entry<Answer> {
	readonly block: string;
	readonly cell_key: string;
	readonly answer: Answer;
}

/** How many answers stay; a worker has at most a handful that Temporal does not know. */
const mostKept = 300;

/** An answer is looked at again after that many more. */
const keptBetweenPruning = 100;

/**
 * A spool in a folder, made when first needed.
 *
 * A worker gives up telling Temporal of an answer after some 25 s, and a killed one cannot tell it at all; the next
 * attempt finds the answer here. Nothing is flushed to the disk's platter: it outlives processes, and a power cut costs
 * one generation.
 * @param schema what an answer is; a file that holds anything else is passed over
 * @param say takes the one line about a disk that cannot be written
 */
export function createSpool<Answer>(
	folder: string,
	schema: ZodType<Answer>,
	say: (line: string) => void,
): Spool<Answer> {
	const entrySchema = z.object({ block: z.string(), cell_key: z.string(), answer: schema });
	const read = (path: string) => readEntry(path, entrySchema);
	let kept = 0;
	let warned = false;
	/** Answers on their way to the disk, for a next attempt that comes at once. */
	const onTheWay = new Map<string, Promise<void>>();
	const keep = async (name: string, entry: Entry<Answer>) => {
		try {
			await write(folder, name, entry);
			if (kept++ % keptBetweenPruning === 0) await prune(folder);
		} catch (error) {
			if (!warned) say(`answers cannot be kept in ${folder} for the case that Temporal is away: ${String(error)}`);
			warned = true;
		} finally {
			onTheWay.delete(name);
		}
	};
	return {
		keep: (place, answer) => {
			const name = fileName(place);
			const keeping = keep(name, { block: place.block, cell_key: place.cellKey, answer });
			onTheWay.set(name, keeping);
			return keeping;
		},
		find: async (place) => {
			const name = fileName(place);
			await onTheWay.get(name);
			const entry = await read(join(folder, name));
			return isOf(place, entry) ? entry.answer : undefined;
		},
		findOfBlock: async (place) => {
			await Promise.all(onTheWay.values());
			const names = await readdir(folder).catch(() => []);
			const files = await newestFirst(
				folder,
				names.filter((name) => name.endsWith(nameEnd(place.cellKey))),
			);
			for (const { path } of files) {
				const entry = await read(path);
				if (isOf(place, entry)) return entry.answer;
			}
			return undefined;
		},
	};
}

function isOf<Answer>(
	{ block, cellKey }: Pick<SpoolPlace, 'block' | 'cellKey'>,
	entry: Entry<Answer> | undefined,
): entry is Entry<Answer> {
	return entry?.cell_key === cellKey && entry.block === block;
}

function fileName({ workflowRunId, activityId, cellKey }: SpoolPlace): string {
	return `${encodeURIComponent(workflowRunId)}-${encodeURIComponent(activityId)}${nameEnd(cellKey)}`;
}

function nameEnd(cellKey: string): string {
	return `-${encodeURIComponent(cellKey.slice(0, 16))}.json`;
}

/** Readers see a whole file or none. */
async function write(folder: string, name: string, entry: Entry<unknown>): Promise<void> {
	const draft = join(folder, `${name}.${randomUUID()}.draft`);
	await makeFolder(folder, 0o700);
	try {
		await writeFile(draft, JSON.stringify(entry), { mode: 0o600, flag: 'wx' });
		await rename(draft, join(folder, name));
	} catch (error) {
		await rm(draft, { force: true }).catch(() => undefined);
		throw error;
	}
}

async function readEntry<T>(path: string, schema: ZodType<T>): Promise<T | undefined> {
	try {
		return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
	} catch {
		return undefined;
	}
}

/** Drafts that a killed worker left age and go like the rest. */
async function prune(folder: string): Promise<void> {
	const files = await newestFirst(folder, await readdir(folder));
	await Promise.all(files.slice(mostKept).map(({ path }) => rm(path, { force: true })));
}

async function newestFirst(folder: string, names: readonly string[]) {
	const files = await Promise.all(
		names.map(async (name) => {
			const path = join(folder, name);
			return { path, writtenAt: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 };
		}),
	);
	return files.sort((one, other) => other.writtenAt - one.writtenAt);
}
