import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JudgeEntry } from '../domain/judging/judge-file';
import { makeFolder } from '../machine/make-folder';
import { unwritable } from './judge-file-place';

/**
 * Entries on their way into a judge file, on disk: runs come in the order of their start, entries stand in another.
 * Memory holds two numbers of each.
 */
export interface EntrySpool {
	/** @param order where it stands among the others: smaller first */
	add(order: number, entry: JudgeEntry): Promise<void>;
	/** All entries in their order, as often as they are asked for. */
	entries(): AsyncGenerator<JudgeEntry>;
	count(): number;
	close(): Promise<void>;
}

/** Entries that are read from the disk at once: one by one most of the time is spent on waiting. */
const readTogether = 64;

/**
 * Opens an empty spool beside a judge file. Its file loses its name at once, so that nothing is left of it however this
 * process ends.
 * @throws TipBenchError ExportUnwritable, as do its methods
 */
export async function openSpool(path: string): Promise<EntrySpool> {
	const name = `${path}.${randomUUID()}.tmp`;
	const tell = <T>(work: Promise<T>) =>
		work.catch((error: unknown) => {
			throw unwritable(path, error);
		});
	const file = await tell(makeFolder(dirname(path)).then(() => open(name, 'wx+', 0o600)));
	await tell(rm(name));
	const orders: number[] = [];
	/** Where each entry begins, in bytes, and last where the next one will. */
	const starts = [0];
	const startOf = (at: number) => starts[at] ?? 0;
	const readAt = async (at: number) => {
		const length = startOf(at + 1) - startOf(at);
		const { buffer } = await file.read(Buffer.alloc(length), 0, length, startOf(at));
		return buffer.toString();
	};
	return {
		async add(order, entry) {
			const bytes = Buffer.from(JSON.stringify(entry));
			const start = startOf(orders.length);
			orders.push(order);
			starts.push(start + bytes.length);
			await tell(file.write(bytes, 0, bytes.length, start));
		},
		async *entries() {
			const inOrder = Uint32Array.from(orders.keys()).sort((a, b) => (orders[a] ?? 0) - (orders[b] ?? 0));
			for (let next = 0; next < inOrder.length; next += readTogether) {
				const some = [...inOrder.subarray(next, next + readTogether)];
				const texts = await tell(Promise.all(some.map(readAt)));
				for (const text of texts) yield JSON.parse(text) as JudgeEntry;
			}
		},
		count: () => orders.length,
		close: () => file.close(),
	};
}
