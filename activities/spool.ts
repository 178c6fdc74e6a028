import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Generation, generationSchema } from '../domain/bench/generation';
import { makeFolder } from '../machine/make-folder';

/** Answers that may not have reached Temporal yet, on this machine's disk. */
export interface Spool {
	/** Keeps an answer. A disk that cannot be written is said once, and fails nothing. */
	keep(place: SpoolPlace, generation: Generation): Promise<void>;
	/** The answer that an earlier attempt kept; `undefined` for none, and for a file that is damaged or of another cell. */
	find(place: SpoolPlace): Promise<Generation | undefined>;
	/** The newest answer to a cell that any run of a block kept; `undefined` as above. */
	findOfBlock(place: Pick<SpoolPlace, 'block' | 'cellKey'>): Promise<Generation | undefined>;
}

/** What all attempts of one activity share, and no other activity does. */
export interface SpoolPlace {
	/** The block's workflow id. */
	readonly block: string;
	readonly workflowRunId: string;
	readonly activityId: string;
	readonly cellKey: string;
}

const entrySchema = z.object({ block: z.string(), cell_key: z.string(), generation: generationSchema });
type Entry = z.infer<typeof entrySchema>;

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
 * @param say takes the one line about a disk that cannot be written
 */
export function createSpool(folder: string, say: (line: string) => void): Spool {
	let kept = 0;
	let warned = false;
	/** Answers on their way to the disk, for a next attempt that comes at once. */
	const onTheWay = new Map<string, Promise<void>>();
	const keep = async (name: string, entry: Entry) => {
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
		keep: (place, generation) => {
			const name = fileName(place);
			const keeping = keep(name, { block: place.block, cell_key: place.cellKey, generation });
			onTheWay.set(name, keeping);
			return keeping;
		},
		find: async (place) => {
			const name = fileName(place);
			await onTheWay.get(name);
			const entry = await read(join(folder, name));
			return isOf(place, entry) ? entry.generation : undefined;
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
				if (isOf(place, entry)) return entry.generation;
			}
			return undefined;
		},
	};
}

function isOf({ block, cellKey }: Pick<SpoolPlace, 'block' | 'cellKey'>, entry: Entry | undefined): entry is Entry {
	return entry?.cell_key === cellKey && entry.block === block;
}

function fileName({ workflowRunId, activityId, cellKey }: SpoolPlace): string {
	return `${encodeURIComponent(workflowRunId)}-${encodeURIComponent(activityId)}${nameEnd(cellKey)}`;
}

function nameEnd(cellKey: string): string {
	return `-${encodeURIComponent(cellKey.slice(0, 16))}.json`;
}

/** Readers see a whole file or none. */
async function write(folder: string, name: string, entry: Entry): Promise<void> {
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

async function read(path: string): Promise<Entry | undefined> {
	try {
		return entrySchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
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
