import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { TipBenchError } from '../domain/errors';
import { sha256Hex } from '../domain/hash';

/** The judge file of an experiment, whose name may hold slashes and anything else. */
export function judgeFilePath(folder: string, experiment: string): string {
	const plain = experiment
		.replace(/[^A-Za-z0-9._-]+/g, '_')
		.replace(/^\.+/, '_')
		.slice(0, 100);
	const suffix = plain === experiment ? '' : `-${sha256Hex(experiment).slice(0, 8)}`;
	return resolve(join(folder, `${plain}${suffix}.judge.json`));
}

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
 * @throws TipBenchError ExportUnwritable, and what the pieces throw
 */
export async function writeWhole(path: string, text: string | AsyncIterable<string>): Promise<void> {
	const temporary = `${path}.${randomUUID()}.tmp`;
	try {
		await makeFolder(dirname(path));
		await writeFile(temporary, text, { mode: 0o644 });
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => undefined);
		throw unwritable(path, error);
	}
}

/** The error for a judge file whose folder does not take it, or an expected failure as it is. */
export function unwritable(path: string, error: unknown): TipBenchError {
	if (error instanceof TipBenchError) return error;
	const message = `cannot write the judge file ${path}: ${(error as Error).message}; make the folder writable, or set another export_dir`;
	return new TipBenchError('ExportUnwritable', message, { cause: error });
}
