import { setTimeout as sleep } from 'node:timers/promises';
import type { Intervention, RecordedRequest } from '../../testbed/ollama-proxy';

type Kind = RecordedRequest['kind'];

/** What lies in wait for requests to Ollama. */
export interface Traps {
	/** For the proxy: what to do with a request that has just begun. */
	intervene(request: RecordedRequest): Intervention | null;
	/**
	 * Waits for the next request of a kind, and interferes with that one.
	 * @param intervention `null` to notice it only
	 * @returns `null` when none came in time
	 */
	next(kind: Kind, intervention: Intervention | null, withinMs: number): Promise<RecordedRequest | null>;
	/** Waits until a request has ended. @returns whether it did in time */
	ended(request: RecordedRequest, withinMs: number): Promise<boolean>;
	/** Interferes with every request about a model until the returned function is called. */
	always(intervention: Intervention): () => void;
}

interface Trap {
	readonly kinds: readonly Kind[];
	readonly intervention: Intervention | null;
	sprung(request: RecordedRequest): void;
}

/** Traps for a proxy, none set yet. */
export function createTraps(): Traps {
	const traps = new Set<Trap>();
	const next: Traps['next'] = (kind, intervention, withinMs) =>
		new Promise((resolve) => {
			const end = (request: RecordedRequest | null) => {
				clearTimeout(timer);
				traps.delete(trap);
				resolve(request);
			};
			const trap = { kinds: [kind], intervention, sprung: end };
			const timer = setTimeout(end, withinMs, null);
			traps.add(trap);
		});
	return {
		intervene: (request) => {
			const trap = [...traps].find(({ kinds }) => kinds.includes(request.kind));
			trap?.sprung(request);
			return trap?.intervention ?? null;
		},
		next,
		ended: async (request, withinMs) => {
			const end = Date.now() + withinMs;
			while (request.endedAt === null && Date.now() < end) await sleep(2);
			return request.endedAt !== null;
		},
		always: (intervention) => {
			const trap = { kinds: ['generate', 'load', 'unload'] as const, intervention, sprung: () => {} };
			traps.add(trap);
			return () => traps.delete(trap);
		},
	};
}
