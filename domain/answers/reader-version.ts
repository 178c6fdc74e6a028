/**
 * Names the way in which answers are read. Another way gives other candidates for the same outputs, so each run says by
 * which it was read (the tag `reader`). To be raised with every change of what is read: docs/answers.md.
 */
export const readerVersion = 'candidates-6';

/** The one of runs that do not say, made before there was a second. */
export const firstReaderVersion = 'candidates-1';

/** How many cells were read by which version, by its name. */
export type Readers = Readonly<Record<string, number>>;

/** How many of them are named. */
const mostNamed = 5;

/**
 * What to say where cells were read in more than one way; `null` where they were not.
 * @param readers `undefined` in a leaderboard that an earlier version made
 */
export function mixedReaders(readers: Readers | undefined): string | null {
	if (readers === undefined) return null;
	const names = Object.keys(readers).sort();
	if (names.length < 2) return null;
	const named = names.slice(0, mostNamed).map((name) => `${readers[name]} by ${name}`);
	const counts = [...named, ...(names.length > mostNamed ? ['…'] : [])].join(', ');
	return `MIXED READERS: the answers of these cells were not read in one way (${counts}): scores of different readers are not comparable`;
}
