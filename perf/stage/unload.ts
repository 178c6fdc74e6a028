import { closeOllama, createOllama } from '../../ollama/client';
import { unloadOthers } from '../../ollama/resident';

/** Empties an Ollama's memory and sees it empty, so that everybody begins alike. */
export async function unloadEverything(url: string): Promise<void> {
	const ollama = createOllama(url);
	try {
		await unloadOthers(ollama, null);
	} finally {
		await closeOllama(ollama);
	}
}
