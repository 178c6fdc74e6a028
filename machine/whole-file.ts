import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodedError, messageOf } from './coded-error';
import { MachineError } from './errors';

/**
 * Makes a folder and those above it that are missing. Not by Node's own recursive way, which tries for ever where a
 * folder's parent is there but takes no folder, as in /proc.
 * @throws Error as the file system gives it
 */
export async function makeFolder(path: string): Promise<void> {
	try {
		await mkdir(path);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') return;
		const parent = dirname(path);
		if (code !== 'ENOENT' || parent === path || (await isThere(parent))) throw error;
		await makeFolder(parent);
		await mkdir(path);
	}
}

async function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

/** Keeps a file under a name made of its content, so that nothing a person wrote there is lost. */
export async function setAside(path: string): Promise<void> {
	const hash = createHash('sha256');
	for await (const bytes of createReadStream(path)) hash.update(bytes);
	await rename(path, `${path}.${hash.digest('hex').slice(0, 8)}.old`);
}

/**
 * Writes a file so that a reader sees the old one or the whole new one.
 * @param text whole, or piece by piece
 * @throws MachineError FileUnwritable, and what the pieces throw
 */
export async function writeWhole(path: string, text: string | AsyncIterable<string>): Promise<void> {
	const temporary = `${path}.${randomUUID()}.tmp`;
	try {
		await makeFolder(dirname(path));
		await writeFile(temporary, text, { mode: 0o644 });
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => undefined);
		if (error instanceof CodedError) throw error;
		throw new MachineError('FileUnwritable', `cannot write ${path}: ${messageOf(error)}`, { cause: error });
	}
}
