import path from 'node:path';
import { homeFolder } from '../machine/home';
import { startOnFreePort } from '../machine/ports';
import { launchPart } from './launch';
import { locateOllama } from './ollama-install';
import type { RunningPart, StartOptions } from './part';
import { probeOllama } from './probe';

export { locateOllama } from './ollama-install';

/** Ollama's port where nobody holds it. */
export const ollamaPort = 11434;

/** What is Ollama's own in starting it. */
export interface OllamaStartOptions extends StartOptions {
	/** Where its models lie; without it the user's own where Ollama is theirs (on PATH), else in the cache. */
	modelsDir?: string;
}

/**
 * Starts Ollama on 127.0.0.1, with one model in memory and one request at a time (`partEnv` may say otherwise), and
 * waits until it answers. Throws `PartMissing`, `PartFailed`, `PortTaken` or `Interrupted`, with nothing left running.
 */
export async function startOllama(options: OllamaStartOptions): Promise<RunningPart> {
	const located = options.located ?? (await locateOllama(options));
	const ours = located.origin === 'path' ? {} : { OLLAMA_MODELS: path.join(options.cacheDir, 'ollama-models') };
	return startOnFreePort(ollamaPort, options.port, (port) => {
		const address = `http://127.0.0.1:${port}`;
		return launchPart(
			{
				name: 'Ollama',
				located,
				args: ['serve', ...(options.args ?? [])],
				env: {
					...ours,
					...options.env,
					// It keeps a key there, and does not start without a home.
					HOME: homeFolder(options.env),
					...(options.modelsDir ? { OLLAMA_MODELS: options.modelsDir } : {}),
					OLLAMA_HOST: `127.0.0.1:${port}`,
					OLLAMA_MAX_LOADED_MODELS: '1',
					OLLAMA_NUM_PARALLEL: '1',
					// Another server on the same models would otherwise clear away what this one is just adding.
					OLLAMA_NOPRUNE: '1',
				},
				address,
				isHealthy: async () => (await probeOllama(address)) !== undefined,
				limitMs: 60_000,
			},
			options,
		);
	});
}
