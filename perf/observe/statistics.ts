/** What stands for many measurements: the middle, the tail and the ends. */
export interface Summary {
	readonly count: number;
	readonly median: number;
	readonly p95: number;
	readonly smallest: number;
	readonly largest: number;
}

/**
 * The value below which a share of the values lies, by linear interpolation between the two nearest ranks (type 7 of
 * Hyndman and Fan, 1996).
 * @param share 0 to 1
 * @throws RangeError for no values
 */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (sorted.length - 1) * share;
	const below = sorted[Math.floor(at)];
	const above = sorted[Math.ceil(at)];
	if (below === undefined || above === undefined) throw new RangeError('no values to take a quantile of');
	return below + (above - below) * (at - Math.floor(at));
}

/** @throws RangeError for no values */
export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

/** `null` for no values. */
export function summaryOf(values: readonly number[]): Summary | null {
	if (values.length === 0) return null;
	return {
		count: values.length,
		median: median(values),
		p95: quantile(values, 0.95),
		smallest: quantile(values, 0),
		largest: quantile(values, 1),
	};
}

/** What stands for a sum: the mean, and how far it may be off. */
export interface Mean {
	readonly mean: number;
	/** The sample's standard deviation over the square root of its size. */
	readonly standardError: number;
}

/** @throws RangeError for fewer than two values, which say nothing of how far they are off */
export function meanOf(values: readonly number[]): Mean {
	if (values.length < 2) throw new RangeError('a mean with its error needs at least two values');
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}
