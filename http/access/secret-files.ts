import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Env } from '../../machine/environment/kinds';
import { stateDir } from '../../machine/folders';
import { makeFolder } from '../../machine/make-folder';
import { writeWhole } from '../../machine/whole-file';

/** Whoever else uses this machine reads none of it. */
const [ownFolder, ownFile] = [0o700, 0o600];

/** The folder of the admin server's own secrets. */
export function adminFolder(env: Env): string {
	return join(stateDir(env), 'admin');
}

/**
 * Writes a file whole, for its owner alone.
 * @param folder that is made, for its owner alone too
 * @throws MachineError FileUnwritable
 */
export async function writeSecret(folder: string, name: string, text: string): Promise<void> {
	await makeFolder(dirname(folder));
	await makeFolder(folder, ownFolder);
	// A backup that was put back may have given it to all.
	await chmod(folder, ownFolder).catch(() => undefined);
	await writeWhole(join(folder, name), text, ownFile);
}
