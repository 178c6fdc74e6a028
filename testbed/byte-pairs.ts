/** No longer than a long word: longer pieces would be learnt by heart, and fit nothing else. Characters. */
const longestPiece = 12;

/**
 * The pieces of which a text has most, the most frequent pair first, as byte-pair encoding learns them: with them as
 * tokens a model takes a text of that kind in fewer tokens than it has characters.
 * @returns at most so many, in the order in which they were found
 */
export function frequentPieces(text: string, most: number): string[] {
	let symbols = [...text];
	const pieces: string[] = [];
	while (pieces.length < most) {
		const pair = mostFrequentPair(symbols);
		if (pair === null) break;
		pieces.push(pair.join(''));
		symbols = merged(symbols, pair);
	}
	return pieces;
}

function mostFrequentPair(symbols: readonly string[]): readonly [string, string] | null {
	const counts = new Map<string, { readonly pair: readonly [string, string]; count: number }>();
	for (let at = 1; at < symbols.length; at += 1) {
		const pair = [symbols[at - 1] ?? '', symbols[at] ?? ''] as const;
		const key = pair.join('\0');
		if (key.length > longestPiece + 1) continue;
		const counted = counts.get(key) ?? { pair, count: 0 };
		counted.count += 1;
		counts.set(key, counted);
	}
	let best: { readonly pair: readonly [string, string]; readonly count: number } = { pair: ['', ''], count: 1 };
	for (const each of counts.values()) if (each.count > best.count) best = each;
	return best.count === 1 ? null : best.pair;
}

function merged(symbols: readonly string[], [left, right]: readonly [string, string]): string[] {
	const all: string[] = [];
	for (let at = 0; at < symbols.length; at += 1) {
		const isPair = symbols[at] === left && symbols[at + 1] === right;
		all.push(isPair ? left + right : (symbols[at] ?? ''));
		if (isPair) at += 1;
	}
	return all;
}
