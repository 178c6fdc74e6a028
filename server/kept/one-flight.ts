/**
 * Asks something once for all who want it at the same time. Whoever comes while it is being asked gets the next answer, since
 * the one that is under way may not know what happened a moment ago.
 */
export function oneFlight<T>(ask: () => Promise<T>): () => Promise<T> {
	let flying: Promise<T> | null = null;
	let next: Promise<T> | null = null;
	const start = (): Promise<T> => {
		const flight = ask().finally(() => {
			if (flying === flight) flying = null;
		});
		flying = flight;
		return flight;
	};
	return () => {
		if (flying === null) return start();
		next ??= flying
			.then(
				() => undefined,
				() => undefined,
			)
			.then(() => {
				next = null;
				return start();
			});
		return next;
	};
}
