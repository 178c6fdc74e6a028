/**
 * How different a cell's candidates are: 1 − mean pairwise Jaccard similarity of their sets of lower-cased words
 * (Jaccard 1901: size of the intersection ÷ size of the union). Words are what white space separates.
 * @returns 0 (all the same words) to 1 (no word shared by any two); `null` below two candidates
 */
export function diversityOf(tips: readonly string[]): number | null {
	const sets = tips.map(wordsOf);
	const similarities = sets.flatMap((one, at) => sets.slice(at + 1).map((other) => jaccard(one, other)));
	if (similarities.length === 0) return null;
	return 1 - similarities.reduce((sum, each) => sum + each, 0) / similarities.length;
}

function wordsOf(tip: string): Set<string> {
	return new Set(
		tip
			.toLowerCase()
			.split(/\s+/)
			.filter((word) => word !== ''),
	);
}

/** Two empty sets count as the same. */
function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	const shared = [...one].filter((word) => other.has(word)).length;
	const all = one.size + other.size - shared;
	return all === 0 ? 1 : shared / all;
}
