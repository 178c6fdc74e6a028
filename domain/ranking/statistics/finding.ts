/** What a statistic found: a value, or `null` and in plain words why there is none. Both are plain JSON. */
export type Finding<T> =
	| { readonly value: T; readonly reason: null }
	| { readonly value: null; readonly reason: string };

export function found<T>(value: T): Finding<T> {
	return { value, reason: null };
}

export function nothingFound(reason: string): Finding<never> {
	return { value: null, reason };
}

/** Both ends of an interval; they belong to it. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}
