/** A set of cell keys, small enough for a hundred thousand of them: 4 MB. */
export interface CellKeys {
	/** @returns whether it was not in the set before */
	add(key: string): boolean;
	has(key: string): boolean;
	readonly size: number;
}

/** Of a SHA-256, 128 bits tell as many cells apart as there will ever be. */
const wordsPerKey = 4;

/**
 * An empty set. Hashes lie in one table with open addressing, outside of what the garbage collector goes through: as
 * strings in a Set they would take three times the room, and the collector lets a heap grow to several times that.
 */
export function createCellKeys(): CellKeys {
	const others = new Set<string>();
	let table = new Uint32Array(1024 * wordsPerKey);
	let used = 0;
	const add = (words: Uint32Array): boolean => {
		const at = placeOf(table, words);
		if (isAt(table, at, words)) return false;
		table.set(words, at);
		used += 1;
		if (used * wordsPerKey * 2 > table.length) table = doubled(table);
		return true;
	};
	return {
		add(key) {
			const words = wordsOf(key);
			if (words !== null) return add(words);
			const before = others.size;
			return others.add(key).size > before;
		},
		has(key) {
			const words = wordsOf(key);
			return words === null ? others.has(key) : isAt(table, placeOf(table, words), words);
		},
		get size() {
			return used + others.size;
		},
	};
}

/** `null` for what is no hash, or one that looks like an empty place. */
function wordsOf(key: string): Uint32Array | null {
	if (!/^[0-9a-f]{64}$/.test(key)) return null;
	const words = Uint32Array.from({ length: wordsPerKey }, (_each, at) =>
		Number.parseInt(key.slice(8 * at, 8 * at + 8), 16),
	);
	return words.every((word) => word === 0) ? null : words;
}

/** Where a key lies in a table that is never more than half full, or the empty place where it would. */
function placeOf(table: Uint32Array, words: Uint32Array): number {
	const places = table.length / wordsPerKey;
	for (let place = (words[0] ?? 0) % places; ; place = (place + 1) % places) {
		const at = place * wordsPerKey;
		if (isAt(table, at, words) || table.subarray(at, at + wordsPerKey).every((word) => word === 0)) return at;
	}
}

function isAt(table: Uint32Array, at: number, words: Uint32Array): boolean {
	return words.every((word, each) => table[at + each] === word);
}

function doubled(table: Uint32Array): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(table.length * 2);
	for (let from = 0; from < table.length; from += wordsPerKey) {
		const words = table.subarray(from, from + wordsPerKey);
		if (words.some((word) => word !== 0)) larger.set(words, placeOf(larger, words));
	}
	return larger;
}
