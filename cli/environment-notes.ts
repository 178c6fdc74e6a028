import { ollamaPortNote } from '../domain/urls';
import { environmentNotes } from '../machine/environment/describe';
import type { Env } from '../machine/environment/kinds';
import { readVariable } from '../machine/environment/read';

/**
 * What of the environment was not taken as it is written, a sentence each.
 * @param named names that data files give beside the known ones
 */
export function notesOfEnvironment(env: Env, named: readonly string[] = []): string[] {
	const host = readVariable(env, 'OLLAMA_HOST');
	const port = host === undefined ? null : ollamaPortNote(host, 'OLLAMA_HOST');
	return [...environmentNotes(env, named), ...(port === null ? [] : [port])];
}
