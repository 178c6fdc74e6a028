/** A set of cell keys, small enough for a hundred thousand of them: about 6 MB. */
export interface CellKeys {
	/** @returns whether it was not in the set before */
	add(key: string): boolean;
	has(key: string): boolean;
	readonly size: number;
}

/** An empty set. */
export function createCellKeys(): CellKeys {
	const keys = new Set<string>();
	return {
		add(key) {
			const before = keys.size;
			return keys.add(compact(key)).size > before;
		},
		has: (key) => keys.has(compact(key)),
		get size() {
			return keys.size;
		},
	};
}

/** Half of a SHA-256 tells as many cells apart as there will ever be; one byte a character, it takes a third of the room. */
function compact(key: string): string {
	if (!/^[0-9a-f]{64}$/.test(key)) return key;
	const bytes = Array.from({ length: 16 }, (_each, at) => Number.parseInt(key.slice(2 * at, 2 * at + 2), 16));
	return String.fromCharCode(...bytes);
}
