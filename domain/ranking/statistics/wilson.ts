import quantileOfNormal from '@stdlib/stats-base-dists-normal-quantile';
import { type Finding, found, type Interval, nothingFound } from './finding';

/** A rate, 0 to 1, with its interval. */
export interface Rate extends Interval {
	readonly rate: number;
}

/**
 * A rate with Wilson's score interval, without continuity correction (Newcombe 1998, Statistics in Medicine 17, 857–872,
 * method 3). It takes every cell for independent of the others; needs one.
 * @param times how often, 0 to `of`; may be a fraction, where several judges were averaged
 * @param confidence between 0 and 1; 0.95 unless given
 */
export function wilson(times: number, of: number, confidence = 0.95): Finding<Rate> {
	if (!(of > 0)) return nothingFound('nothing was counted');
	if (!(times >= 0 && times <= of)) return nothingFound(`${times} of ${of} is no rate`);
	const rate = times / of;
	const z = quantileOfNormal((1 + confidence) / 2, 0, 1);
	const middle = 2 * times + z * z;
	const half = z * Math.sqrt(z * z + 4 * times * (1 - rate));
	const width = 2 * (of + z * z);
	// What rounding leaves of 0 and 1.
	const low = times <= 0 ? 0 : (middle - half) / width;
	const high = times >= of ? 1 : (middle + half) / width;
	return found({ rate, low, high });
}
