import { join } from 'node:path';
import type { Env } from '../machine/environment/kinds';
import { stateDir } from '../machine/folders';

/** The folder of what serving keeps: the store, `policies.json` and the token. */
export function servingFolder(env: Env): string {
	return join(stateDir(env), 'serving');
}
