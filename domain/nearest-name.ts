import { closest, distance } from 'fastest-levenshtein';

/**
 * The known name that a mistyped one most likely meant, or `undefined` when none is near:
 * at most half of the longer name's letters may differ.
 */
export function nearestName(wrong: string, known: readonly string[]): string | undefined {
	if (known.length === 0) return undefined;
	const best = closest(wrong.toLowerCase(), known);
	return distance(wrong.toLowerCase(), best) <= Math.max(wrong.length, best.length) / 2 ? best : undefined;
}
