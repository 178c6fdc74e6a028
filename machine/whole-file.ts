import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, readlink, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CodedError } from './coded-error';
import { cannotWrite } from './errors';
import { makeFolder } from './make-folder';

/**
 * Copies a file to a name beside it that is made of its content and ends with `.old`. A copy that is there already is
 * never written over.
 * @returns the copy's path
 * @throws Error as the file system gives it
 */
export async function keepCopy(path: string): Promise<string> {
	const hash = await hashOfFile(path);
	for (const length of [8, hash.length]) {
		const copy = `${path}.${hash.slice(0, length)}.old`;
		try {
			await copyFile(path, copy, constants.COPYFILE_EXCL);
			return copy;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			// One that was cut off by a full disk has the name but not the content.
			if ((await hashOfFile(copy)) === hash) return copy;
		}
	}
	const copy = `${path}.${randomUUID()}.old`;
	await copyFile(path, copy, constants.COPYFILE_EXCL);
	return copy;
}

async function hashOfFile(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const bytes of createReadStream(path)) hash.update(bytes);
	return hash.digest('hex');
}

/**
 * Writes a file so that a reader sees the old one or the whole new one. A link stays one: what it points to is written.
 * @param text whole, or piece by piece
 * @param mode who may read it
 * @throws MachineError FileUnwritable, and what the pieces throw
 */
export async function writeWhole(path: string, text: string | AsyncIterable<string>, mode = 0o644): Promise<void> {
	let temporary: string | undefined;
	try {
		const place = await placeOf(path);
		await makeFolder(dirname(place));
		temporary = `${place}.${randomUUID()}.tmp`;
		await writeFile(temporary, text, { mode });
		await rename(temporary, place);
	} catch (error) {
		if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined);
		if (error instanceof CodedError) throw error;
		throw cannotWrite(path, error);
	}
}

/** Where a path leads by its links, also where nothing is there yet. @throws Error as the file system gives it, as of links in a ring */
async function placeOf(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const target = await readlink(path).catch(() => null);
	return target === null ? path : placeOf(resolve(await realpath(dirname(path)), target));
}
