/** Seconds an item, for whoever has scored too few to have a pace: a set of five tips by the shipped rubric. */
export const usualSecondsEach = 60;

/** A longer pause between two items is none of the pace. */
const longestSeconds = 600;

/** Scores that were written by one file came at one moment, which says nothing of how long they took. */
const shortestSeconds = 0.5;

/** So many are a pace, and so many of the last ones count. */
const fewest = 3;
const lastOnes = 40;

/**
 * Seconds that a judge takes for an item: the middle of the latest times between two of them.
 * @param times when items were scored, in milliseconds since 1970, in any order
 * @returns `null` where there are too few
 */
export function secondsEach(times: readonly number[]): number | null {
	const inOrder = [...times].sort((a, b) => a - b).slice(-lastOnes - 1);
	const pauses = inOrder
		.slice(1)
		.map((time, at) => (time - (inOrder[at] ?? time)) / 1000)
		.filter((seconds) => seconds >= shortestSeconds && seconds <= longestSeconds)
		.sort((a, b) => a - b);
	return pauses.length < fewest ? null : (pauses[Math.floor(pauses.length / 2)] ?? null);
}
