import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { cannotWrite } from './errors';

/**
 * Makes a folder and those above it that are missing. Not by Node's own recursive way, which tries for ever, deaf to
 * SIGTERM, where a folder's parent is there but takes no folder, as in /proc.
 * @param mode of each folder that is made
 * @throws MachineError FileUnwritable
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
	const missing: string[] = [];
	for (let at = resolve(path); !(await isFolder(at)) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
	for (const folder of missing) {
		try {
			await mkdir(folder, mode);
		} catch (error) {
			// Somebody else may have been quicker.
			if (!(await isFolder(folder))) throw cannotWrite(path, error, folder);
		}
	}
}

/** As {@link makeFolder}, for what cannot wait. */
export function makeFolderSync(path: string, mode = 0o777): void {
	const missing: string[] = [];
	for (let at = resolve(path); !isFolderSync(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
	for (const folder of missing) {
		try {
			mkdirSync(folder, mode);
		} catch (error) {
			if (!isFolderSync(folder)) throw cannotWrite(path, error, folder);
		}
	}
}

async function isFolder(path: string): Promise<boolean> {
	return stat(path).then(
		(found) => found.isDirectory(),
		() => false,
	);
}

function isFolderSync(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
