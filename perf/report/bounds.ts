import { digits } from './numbers';

/** A number that we want to reach, and how near we are. */
export interface PerfTarget {
	readonly what: string;
	/** The bound, in words: `≤ 1.05`. */
	readonly wanted: string;
	readonly measured: string;
	readonly reached: boolean;
}

/** Each of them is as wanted, and there is one. */
export function exactly(what: string, wanted: number, measured: readonly number[]): PerfTarget {
	const reached = measured.length > 0 && measured.every((each) => each === wanted);
	return { what, wanted: `= ${wanted}`, measured: measured.join(', '), reached };
}

/** @param unit with a space before it: ` ms` */
export function atMost(what: string, bound: number, measured: number, unit = ''): PerfTarget {
	return { what, wanted: `≤ ${bound}${unit}`, measured: `${digits(measured)}${unit}`, reached: measured <= bound };
}

/** As {@link atMost}, from below. */
export function atLeast(what: string, bound: number, measured: number): PerfTarget {
	return { what, wanted: `≥ ${bound}`, measured: digits(measured), reached: measured >= bound };
}
