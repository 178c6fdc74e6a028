import { isYounger } from '../domain/younger';

/**
 * What is read is kept for a time, and read once for all who ask meanwhile; a failure is not kept.
 * @param ms how long an answer is given again, in milliseconds
 * @param now milliseconds since 1970
 */
export function keptFor<T>(ms: number, now: () => number, read: () => Promise<T>): () => Promise<T> {
	let kept: { readonly at: number; readonly value: T } | undefined;
	let reading: Promise<T> | undefined;
	return async () => {
		if (kept !== undefined && isYounger(kept.at, ms, now())) return kept.value;
		reading ??= read()
			.then((value) => {
				kept = { at: now(), value };
				return value;
			})
			.finally(() => {
				reading = undefined;
			});
		return reading;
	};
}
