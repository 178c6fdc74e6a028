import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './until';

/** What stood in Ollama's memory, as its own `/api/ps` showed it from one look to the next. */
export interface ResidentWatch {
	/** Every different set of models that was seen, in order, each as sorted names. */
	readonly seen: readonly (readonly string[])[];
	/** How often it was looked. */
	looks(): number;
	end(): Promise<void>;
}

/**
 * Looks at an Ollama's memory every few milliseconds, from outside. It is emptied first: a test that ran before may have
 * left several models there, which is no finding.
 */
export async function watchResident(ollamaUrl: string, everyMs = 10): Promise<ResidentWatch> {
	await emptyMemory(ollamaUrl);
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

async function emptyMemory(ollamaUrl: string): Promise<void> {
	await until(async () => {
		const left = await residentNames(ollamaUrl);
		for (const model of left) {
			const body = JSON.stringify({ model, stream: false, keep_alive: 0 });
			await (await fetch(`${ollamaUrl}/api/generate`, { method: 'POST', body })).text();
		}
		return left.length === 0;
	});
}

/** The names of the models in an Ollama's memory, sorted. */
export async function residentNames(ollamaUrl: string): Promise<string[]> {
	const answer = await fetch(`${ollamaUrl}/api/ps`, { signal: AbortSignal.timeout(5_000) });
	if (!answer.ok) throw new Error(`/api/ps: ${answer.status}`);
	const { models } = (await answer.json()) as { models: { name: string }[] | null };
	return (models ?? []).map(({ name }) => name).sort();
}
