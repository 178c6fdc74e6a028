/** One more than MLflow is asked at once, so that it never waits for the worker. */
const mostAtOnce = 3;

/**
 * Does something with each, a few at a time.
 * @param afterFailure whether those that are not begun yet are begun all the same
 * @returns the results, in order
 * @throws the first failure, once nothing is under way any more
 */
export async function aFewAtATime<T, Result>(
	all: readonly T[],
	work: (each: T) => Promise<Result>,
	afterFailure: 'stop' | 'go on',
): Promise<Result[]> {
	const settled: PromiseSettledResult<Result>[] = [];
	let next = 0;
	const lane = async () => {
		for (let at = next++; at < all.length; at = next++) {
			const [outcome] = await Promise.allSettled([work(all[at] as T)]);
			settled[at] = outcome;
			if (outcome.status === 'rejected' && afterFailure === 'stop') next = all.length;
		}
	};
	await Promise.all(Array.from({ length: mostAtOnce }, lane));
	return settled.map((each) => {
		if (each.status === 'rejected') throw each.reason;
		return each.value;
	});
}
