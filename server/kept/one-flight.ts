import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks something once for all who want it at the same time. Whoever comes while it is being asked gets the next answer, since
 * the one that is under way may not know what happened a moment ago.
 * @param mostRestMs whoever is asked rests for as long as it took, but no longer than this: so that it is not asked without
 * end, and has time for others
 */
export function oneFlight<T>(ask: () => Promise<T>, mostRestMs = 0): () => Promise<T> {
	let flying: Promise<T> | null = null;
	let next: Promise<T> | null = null;
	let restUntil = 0;
	const start = (): Promise<T> => {
		const began = performance.now();
		const flight = ask().finally(() => {
			if (flying === flight) flying = null;
			const now = performance.now();
			restUntil = now + Math.min(now - began, mostRestMs);
		});
		flying = flight;
		return flight;
	};
	const startLater = async (): Promise<T> => {
		await flying?.catch(() => undefined);
		const rest = restUntil - performance.now();
		if (rest > 0) await pause(rest);
		next = null;
		return start();
	};
	return () => {
		if (next !== null) return next;
		if (flying === null && performance.now() >= restUntil) return start();
		next = startLater();
		return next;
	};
}
