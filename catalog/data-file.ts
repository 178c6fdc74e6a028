import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TipBenchError } from '../domain/errors';

/** A data file as read: always with `\n` as line end and without a byte order mark, so that hashes are the same everywhere. */
export interface DataFile {
	/** From the catalog's root, with slashes: how messages name it. */
	readonly path: string;
	readonly text: string;
}

/**
 * The error for a fault in a data file.
 * @param line from 1; left out where the fault has no one place
 */
export function invalid(path: string, line: number | undefined, fault: string, cause?: unknown): TipBenchError {
	const place = line === undefined ? path : `${path}, line ${line}`;
	return new TipBenchError('DataFileInvalid', `${place}: ${fault}`, cause === undefined ? {} : { cause });
}

/** The error for several faults in a data file, at least one, each on a line of its own. */
export function allInvalid(
	path: string,
	faults: readonly { readonly line: number | undefined; readonly fault: string }[],
): TipBenchError {
	const [first, ...others] = faults;
	const rest = others.map(({ line, fault }) => `\n${invalid(path, line, fault).message}`).join('');
	return invalid(path, first?.line, `${first?.fault ?? 'is not as it should be'}${rest}`);
}

/**
 * Reads a file below the catalog's root.
 * @throws TipBenchError DataFileInvalid where it cannot be read, or is not UTF-8
 */
export async function readDataFile(root: string, path: string): Promise<DataFile> {
	let bytes: Buffer;
	try {
		bytes = await readFile(join(root, path));
	} catch (error) {
		throw invalid(path, undefined, `cannot be read (${parseReason(error)})`, error);
	}
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return { path, text: text.replace(/\r\n?/g, '\n') };
	} catch (error) {
		throw invalid(path, undefined, 'is not UTF-8 text: save it as UTF-8', error);
	}
}

/**
 * What changes whenever the file does: its time of change to the nanosecond, its size and its place on the disk.
 * @returns `absent` where there is no such file
 * @throws TipBenchError DataFileInvalid where the disk does not say
 */
export async function stampOf(root: string, path: string): Promise<string> {
	try {
		const { mtimeNs, ctimeNs, size, ino } = await stat(join(root, path), { bigint: true });
		return `${mtimeNs} ${ctimeNs} ${size} ${ino}`;
	} catch (error) {
		if (fileErrorCode(error) === 'ENOENT') return 'absent';
		throw invalid(path, undefined, `cannot be read (${parseReason(error)})`, error);
	}
}

/** The code of an error of the file system, such as `ENOENT`. */
export function fileErrorCode(error: unknown): string | undefined {
	return (error as NodeJS.ErrnoException).code;
}

/** Why the file system refused, in a word. */
export function parseReason(error: unknown): string {
	return fileErrorCode(error) ?? String(error);
}
