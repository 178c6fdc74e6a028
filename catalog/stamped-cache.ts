/** Keeps what was made from files until one of them changes. */
export interface StampedCache<T> {
	/**
	 * What `make` gave for this key and stamp. A failure is not kept, so a mended file is read again at once.
	 * @param stamp taken before `make` reads, so that a change in between is noticed the next time
	 */
	get(key: string, stamp: string, make: () => Promise<T>): Promise<T>;
}

/** An empty cache. Two who ask for the same at once wait for one `make`. */
export function createStampedCache<T>(): StampedCache<T> {
	const kept = new Map<string, { stamp: string; made: Promise<T> }>();
	return {
		get(key, stamp, make) {
			const before = kept.get(key);
			if (before?.stamp === stamp) return before.made;
			const entry = { stamp, made: make() };
			kept.set(key, entry);
			entry.made.catch(() => {
				if (kept.get(key) === entry) kept.delete(key);
			});
			return entry.made;
		},
	};
}
