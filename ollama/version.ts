import { z } from 'zod';
import { type Ollama, requestJson } from './client';

const versionSchema = z.object({ version: z.string() });

/**
 * The version of the Ollama server: `0.24.0`.
 * @throws TipBenchError OllamaUnavailable or OllamaRefused
 */
export async function version(ollama: Ollama, signal?: AbortSignal): Promise<string> {
	const asked = { method: 'GET', path: '/api/version', model: null, silenceMs: 10_000, signal } as const;
	return (await requestJson(ollama, asked, versionSchema)).version;
}
