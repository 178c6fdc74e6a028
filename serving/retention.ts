import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from './store/open-store';

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
		const deleted = store.transaction(() => {
			store.run(`DELETE FROM rewards WHERE decision IN (${some})`, before);
			return store.run(`DELETE FROM decisions WHERE key IN (${some})`, before).changes;
		});
		all += deleted;
		if (deleted < deletedAtOnce || signal?.aborted) return all;
		await pause(restMs);
	}
}
