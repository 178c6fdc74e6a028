/** A number with its noun: `1 run`, `3 runs`, `2 benches`, `? runs` where it is unknown. */
export function countOf(count: number | null, noun: string): string {
	const ending = /(?:ch|sh|s|x)$/.test(noun) ? 'es' : 's';
	return `${count ?? '?'} ${noun}${count === 1 ? '' : ending}`;
}

/** What so many do: `waits` of one, `wait` of others. */
export function verbOf(count: number | null, verb: string): string {
	return count === 1 ? `${verb}s` : verb;
}

/** A word as a POSIX shell needs it. */
export function quoted(word: string): string {
	return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A name as an argument of our own command: one that begins with a dash comes after `--`. */
export function argument(name: string): string {
	return `${name.startsWith('-') ? '-- ' : ''}${quoted(name)}`;
}

/** How long ago something was, as a person says it. */
export function ago(seconds: number): string {
	return `${lengthOfTime(seconds)} ago`;
}

/** A length of time, as a person says it; below 0 it is none. */
export function lengthOfTime(seconds: number): string {
	if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
	return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
