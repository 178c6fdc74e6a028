import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodedError } from './coded-error';
import { cannotWrite } from './errors';
import { makeFolder } from './make-folder';

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
		throw cannotWrite(path, error);
	}
}
