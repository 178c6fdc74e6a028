/** What a row is chosen by: more quality is better, less latency is. */
export interface QualityAndLatency {
	readonly quality: number | null;
	/** Seconds. */
	readonly latency: number | null;
}

/**
 * By row: whether it stands on the front, so that no other row is at least as good in both and better in one (Pareto). The
 * front is of the means as they are, whose uncertainty it does not know. A row that lacks a mean is not on it, and beats
 * nobody.
 */
export function frontOf(rows: readonly QualityAndLatency[]): boolean[] {
	return rows.map((row) => isWhole(row) && !rows.some((other) => isWhole(other) && beats(other, row)));
}

interface Whole {
	readonly quality: number;
	readonly latency: number;
}

function isWhole(row: QualityAndLatency): row is Whole {
	return row.quality !== null && row.latency !== null;
}

function beats(one: Whole, other: Whole): boolean {
	const isAsGood = one.quality >= other.quality && one.latency <= other.latency;
	return isAsGood && (one.quality > other.quality || one.latency < other.latency);
}
