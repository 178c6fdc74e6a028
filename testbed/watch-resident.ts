import { setTimeout as sleep } from 'node:timers/promises';

/** What stood in Ollama's memory, as its own `/api/ps` showed it from one look to the next. */
export interface ResidentWatch {
	/** Every different set of models that was seen, in order, each as sorted names. */
	readonly seen: readonly (readonly string[])[];
	/** How often it was looked. */
	looks(): number;
	end(): Promise<void>;
}

/** Looks at an Ollama's memory every few milliseconds, from outside. */
export function watchResident(ollamaUrl: string, everyMs = 10): ResidentWatch {
	const seen: string[][] = [];
	let looks = 0;
	let watching = true;
	const watched = (async () => {
		for (; watching; await sleep(everyMs)) {
			const names = await residentNames(ollamaUrl).catch(() => null);
			if (names === null) continue;
			looks += 1;
			if (seen.at(-1)?.join() !== names.join()) seen.push(names);
		}
	})();
	return {
		seen,
		looks: () => looks,
		end: async () => {
			watching = false;
			await watched;
		},
	};
}

/** The names of the models in an Ollama's memory, sorted. */
export async function residentNames(ollamaUrl: string): Promise<string[]> {
	const answer = await fetch(`${ollamaUrl}/api/ps`, { signal: AbortSignal.timeout(5_000) });
	if (!answer.ok) throw new Error(`/api/ps: ${answer.status}`);
	const { models } = (await answer.json()) as { models: { name: string }[] | null };
	return (models ?? []).map(({ name }) => name).sort();
}
