import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { receivedFailure, sentFailure } from '../../contracts/sent-failure';
import { adminFolder } from '../../http/access/secret-files';
import { CodedError } from '../../machine/coded-error';
import type { Env } from '../../machine/environment/kinds';
import { cannotWrite } from '../../machine/errors';
import { makeFolder } from '../../machine/make-folder';

/**
 * Does something in a new folder that nobody else reads, and takes that away with all that is in it.
 * @throws MachineError FileUnwritable, and what the work throws
 */
export async function withOwnFolder<T>(env: Env, work: (folder: string) => Promise<T>): Promise<T> {
	const passing = join(adminFolder(env), 'passing');
	const folder = join(passing, randomUUID());
	try {
		await makeFolder(passing, 0o700);
		await mkdir(folder, 0o700);
	} catch (error) {
		throw cannotWrite(folder, error);
	}
	try {
		return await work(folder);
	} catch (error) {
		throw withoutFolder(error, folder);
	} finally {
		await rm(folder, { recursive: true, force: true }).catch(() => undefined);
	}
}

/** The same failure, in words that do not tell where this server keeps its files. */
function withoutFolder(error: unknown, folder: string): unknown {
	const { code, message } = error instanceof CodedError ? error : { code: null, message: '' };
	if (code === null || !message.includes(folder)) return error;
	const told = message
		.replaceAll(`${folder}/`, '')
		.replaceAll(`${receivedName}: `, '')
		.replaceAll(receivedName, 'the file');
	return receivedFailure({ ...sentFailure(error), message: told });
}

const receivedName = 'received-file';

/** Writes what a request carries to a file. @returns its path */
export async function receiveFile(folder: string, body: ReadableStream | null): Promise<string> {
	const path = join(folder, receivedName);
	const bytes = body === null ? Readable.from([]) : Readable.fromWeb(body as WebStream);
	await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
	return path;
}

/** A file's bytes, as an answer carries them; the file may lose its name meanwhile. */
export async function fileStream(path: string): Promise<ReadableStream> {
	const file = await open(path);
	return Readable.toWeb(file.createReadStream()) as ReadableStream;
}
