import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from '../../machine/errors';
import { makeFolder } from '../../machine/make-folder';

/** Bytes: one half seals, the other chooses how. */
export const keyLength = 64;

const fileName = 'item-key';

/**
 * The key by which the ids of items are sealed; made where there is none. It stays: a judge's draft of yesterday names an item
 * by an id of yesterday.
 * @param folder that of the server's secrets
 * @throws MachineError FileUnwritable
 */
export async function itemKey(folder: string): Promise<Buffer> {
	const path = join(folder, fileName);
	for (;;) {
		const kept = await readFile(path).catch(() => null);
		if (kept?.length === keyLength) return kept;
		await makeKey(folder, path, kept !== null);
	}
}

/** Whole or not at all, and never over one that another process has just made. */
async function makeKey(folder: string, path: string, isDamaged: boolean): Promise<void> {
	const made = `${path}.${randomBytes(6).toString('hex')}.tmp`;
	try {
		await makeFolder(folder, 0o700);
		if (isDamaged) await rm(path, { force: true });
		const file = await open(made, 'wx', 0o600);
		try {
			await file.writeFile(randomBytes(keyLength));
			await file.sync();
		} finally {
			await file.close();
		}
		await link(made, path).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') throw error;
		});
	} catch (error) {
		throw cannotWrite(path, error);
	} finally {
		await rm(made, { force: true }).catch(() => undefined);
	}
}
