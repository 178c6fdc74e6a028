import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../../machine/environment/kinds';
import { stateDir } from '../../machine/folders';
import { makeFolder } from '../../machine/make-folder';
import { writeWhole } from '../../machine/whole-file';

/** Whoever else uses this machine reads none of it. */
const [ownFolder, ownFile] = [0o700, 0o600];

/** The folder of the server's own secrets. */
export function adminFolder(env: Env): string {
	return join(stateDir(env), 'admin');
}

/** Writes a file of that folder whole, for its owner alone. @throws MachineError FileUnwritable */
export async function writeSecret(env: Env, name: string, text: string): Promise<void> {
	const folder = adminFolder(env);
	await makeFolder(stateDir(env));
	await makeFolder(folder, ownFolder);
	// A backup that was put back may have given it to all.
	await chmod(folder, ownFolder).catch(() => undefined);
	await writeWhole(join(folder, name), text, ownFile);
}
