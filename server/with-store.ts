import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { servingFolder } from '../serving/serving-folder';
import type { Store } from '../serving/store/open-store';
import type { ServerContext } from './context';

/**
 * Works on the store of policies; `serve` may be at work on it too. Its library is loaded when it is first asked for, since
 * most servers never are.
 * @returns what the work gives; `none` where nothing was ever served, so that a look makes no store
 * @throws TipBenchError StoreBusy, StoreInvalid, StoreFull; what the work throws
 */
export async function withStore<T>(
	{ places }: Pick<ServerContext, 'places'>,
	none: T,
	work: (store: Store) => T | Promise<T>,
): Promise<T> {
	if (!existsSync(join(servingFolder(places.env), 'policies.sqlite'))) return none;
	const { openStore } = require('../serving/store/open-store') as typeof import('../serving/store/open-store');
	const store = openStore(places.env, { checkpoints: false });
	try {
		return await work(store);
	} finally {
		store.close();
	}
}
