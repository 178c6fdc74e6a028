import type { Env } from './kinds';
import { readVariable } from './read';

/**
 * The headers by which an Ollama behind a log-in knows us; none without `OLLAMA_API_KEY`.
 * @throws MachineError EnvironmentInvalid
 */
export function ollamaHeaders(env: Env): { authorization?: string } {
	const key = readVariable(env, 'OLLAMA_API_KEY');
	return key === undefined ? {} : { authorization: `Bearer ${key}` };
}
