import { type DifferenceInterval, differenceIntervals } from '../statistics/difference-interval';
import { type Finding, found, nothingFound } from '../statistics/finding';
import type { Differences } from '../statistics/interval-ends';
import { meanOf } from '../statistics/score-table';
import { known } from './scenario-values';

/**
 * The interval for one candidate's mean difference from the baseline, among all that it was chosen from, for a decision at
 * a bound. Each candidate's distances from the bound are divided by their root mean square, which no flip of them changes,
 * so that the max-T is a studentised one (Westfall and Young 1993, §2.1): else one candidate that is far worse than all
 * others swings so far under flips that nothing of the rest could be seen. Of one candidate it is the plain interval. The
 * test at the bound is exact where differences are symmetric; the ends tell about how far from it the truth may lie.
 * @param all by candidate, scenarios in the same order
 * @param place which of them
 */
export function fieldInterval(
	all: readonly Differences[],
	place: number,
	bound: number,
	options: { readonly seed: number; readonly level: number },
): Finding<DifferenceInterval> {
	const [interval] = fieldIntervals(all, [place], bound, options);
	return interval ?? nothingFound('there is no candidate');
}

/** The same of several of them, each among all. @param places which of them */
export function fieldIntervals(
	all: readonly Differences[],
	places: readonly number[],
	bound: number,
	options: { readonly seed: number; readonly level: number },
): Finding<DifferenceInterval>[] {
	const distances = all.map((each) => each.map((value) => minus(value, bound)));
	const sizes = distances.map(rootMeanSquare);
	const scaled = distances.map((each, row) => each.map((value) => (value === null ? null : value / (sizes[row] ?? 1))));
	return differenceIntervals(scaled, places, options).map((interval, at) => {
		const { value } = interval;
		if (value === null) return interval;
		const back = (end: number) => bound + end * (sizes[places[at] ?? 0] ?? 1);
		return found({
			...value,
			mean: meanOf(known(all[places[at] ?? 0] ?? [])),
			low: back(value.low),
			high: back(value.high),
		});
	});
}

function minus(value: number | null, bound: number): number | null {
	return value === null ? null : value - bound;
}

/** 1 where all are 0, or there are none. */
function rootMeanSquare(values: Differences): number {
	const squares = known(values).map((each) => each * each);
	return squares.length === 0 ? 1 : Math.sqrt(meanOf(squares)) || 1;
}
