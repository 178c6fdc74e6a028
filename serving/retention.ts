import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../machine/coded-error';
import type { Log } from '../machine/log';
import type { Store } from './store/open-store';
import { patiently } from './store/patiently';

/** So many at once, and so long a rest after: others wait for a millisecond, and what comes in is less than what goes. */
const [deletedAtOnce, restMs] = [25, 20];

/**
 * Deletes decisions, and their rewards, that are older than they are kept.
 * @param before milliseconds since 1970
 * @returns how many
 * @throws TipBenchError StoreBusy, StoreFull, StoreInvalid
 */
export async function deleteOld(store: Store, before: number, signal?: AbortSignal): Promise<number> {
	const some = `SELECT key FROM decisions WHERE counted_at < ? ORDER BY counted_at LIMIT ${deletedAtOnce}`;
	for (let all = 0; ; ) {
		const deleteSome = () => {
			store.run(`DELETE FROM rewards WHERE decision IN (${some})`, before);
			return store.run(`DELETE FROM decisions WHERE key IN (${some})`, before).changes;
		};
		const deleted = await patiently(store, () => store.transaction(deleteSome));
		all += deleted;
		if (deleted < deletedAtOnce || signal?.aborted) return all;
		await pause(restMs);
	}
}

/** How often old decisions are looked for, in milliseconds. */
const everyMs = 3_600_000;

/** Deletes them now and every hour, until it is stopped. @param before milliseconds since 1970 */
export function cleanUp(store: Store, before: () => number, log: Log): { stop(): void } {
	const ending = new AbortController();
	const clean = () => {
		deleteOld(store, before(), ending.signal).then(
			(deleted) => deleted > 0 && log.info({ deleted }, `deleted ${deleted} decisions that were too old`),
			// What comes after the end has no store any more.
			(error) => ending.signal.aborted || log.warn(`old decisions could not be deleted: ${messageOf(error)}`),
		);
	};
	const timer = setInterval(clean, everyMs).unref();
	clean();
	return {
		stop: () => {
			clearInterval(timer);
			ending.abort();
		},
	};
}
