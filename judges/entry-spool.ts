import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JudgeEntry } from '../domain/judge-file';
import { makeFolder, unwritable } from './file-store';

/** Where an entry lies in a spool. */
export interface SpoolPlace {
	readonly from: number;
	/** In bytes. */
	readonly length: number;
}

/** Entries on their way into a judge file, on disk: runs come in the order of their start, entries stand in another. */
export interface EntrySpool {
	add(entry: JudgeEntry): Promise<SpoolPlace>;
	read(place: SpoolPlace): Promise<JudgeEntry>;
	close(): Promise<void>;
}

/**
 * Opens an empty spool beside a judge file. Its file loses its name at once, so that nothing is left of it however this
 * process ends.
 * @throws TipBenchError ExportUnwritable, as do its `add` and `read`
 */
export async function openSpool(path: string): Promise<EntrySpool> {
	const name = `${path}.${randomUUID()}.tmp`;
	const tell = <T>(work: Promise<T>) =>
		work.catch((error: unknown) => {
			throw unwritable(path, error);
		});
	const file = await tell(makeFolder(dirname(path)).then(() => open(name, 'wx+', 0o600)));
	await tell(rm(name));
	let size = 0;
	return {
		async add(entry) {
			const bytes = Buffer.from(JSON.stringify(entry));
			const place = { from: size, length: bytes.length };
			size += bytes.length;
			await tell(file.write(bytes, 0, bytes.length, place.from));
			return place;
		},
		async read({ from, length }) {
			const { buffer } = await tell(file.read(Buffer.alloc(length), 0, length, from));
			return JSON.parse(buffer.toString()) as JudgeEntry;
		},
		close: () => file.close(),
	};
}
