import { openStore, type Store } from '../serving/store/open-store';

/** Works on the store of this person's policies; `serve` may be at work on it too. */
export async function withStore<T>(work: (store: Store) => T | Promise<T>): Promise<T> {
	const store = openStore(process.env);
	try {
		return await work(store);
	} finally {
		store.close();
	}
}
