import { type Finding, found, nothingFound } from './finding';

/**
 * A sample quantile of type 7: linear between the order statistics around (n − 1) × p (Hyndman and Fan 1996, The American
 * Statistician 50(4), 361–365); what NumPy and R give unless asked otherwise. Needs one value. In a small sample a high
 * quantile is not far from the largest value.
 * @param p 0 to 1: 0.5 is the median, 0.95 what 19 of 20 do not exceed
 */
export function quantileOf(values: readonly number[], p: number): Finding<number> {
	if (values.length === 0) return nothingFound('nothing was measured');
	const sorted = [...values].sort((a, b) => a - b);
	const place = (sorted.length - 1) * p;
	const below = Math.floor(place);
	const [low = 0, high = low] = sorted.slice(below, below + 2);
	return found(low + (place - below) * (high - low));
}
