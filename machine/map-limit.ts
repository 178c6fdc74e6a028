/**
 * Does something with each, a few at a time.
 * @param limit how many at once
 * @param afterFailure whether those that are not begun yet are begun all the same
 * @returns the results, in order
 * @throws the first failure, once nothing is under way any more
 */
export async function mapLimit<T, Result>(
	all: readonly T[],
	limit: number,
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
	await Promise.all(Array.from({ length: limit }, lane));
	return settled.map((each) => {
		if (each.status === 'rejected') throw each.reason;
		return each.value;
	});
}
