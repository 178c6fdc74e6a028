import { meanInterval } from '../ranking/statistics/mean-interval';
import type { SimResults } from './sim-results';

/**
 * The mean of rewards or regrets with its 95 % interval, cut to where such a mean can lie, from 0 to 1: of two personas the
 * formula alone would say 3.
 */
export function meanShare(values: readonly number[]): SimResults['policies'][number]['reward'] {
	const { mean, interval } = meanInterval(values);
	const { value } = interval;
	return { mean: mean ?? 0, interval: value && { low: Math.max(0, value.low), high: Math.min(1, value.high) } };
}
