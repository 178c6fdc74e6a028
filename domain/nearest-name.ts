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

/**
 * What to say of a name that nothing has.
 * @param names those that there are; at most ten are listed
 * @param none what to say where there are none
 */
export function nameHint(name: string, names: readonly string[], none: string): string {
	if (names.length === 0) return none;
	const nearest = nearestName(name, names);
	return nearest === undefined ? `there are ${names.slice(0, 10).join(', ')}` : `did you mean ${nearest}?`;
}
