import { join, resolve } from 'node:path';
import { TipBenchError } from '../domain/errors';
import { sha256Hex } from '../domain/hash';
import { messageOf } from '../machine/coded-error';
import type { FileFormat } from './file-text';

/** Which experiment is exported. */
export interface ExportSource {
	readonly experiment: string;
	readonly experiment_id: string;
}

/** Which of an experiment's files it is. */
interface FileKind {
	/** Who gives a second opinion in it; `null` for the file of the runs that wait. */
	readonly second?: string | null;
	readonly format?: FileFormat;
}

/** The judge file of an experiment, whose name may hold slashes and anything else. */
export function judgeFilePath(
	folder: string,
	experiment: string,
	{ second = null, format = 'json' }: FileKind = {},
): string {
	const whose = second === null ? '' : `.${fileName(second)}`;
	return resolve(join(folder, `${fileName(experiment)}${whose}.judge.${format}`));
}

function fileName(text: string): string {
	const plain = text
		.replace(/[^A-Za-z0-9._-]+/g, '_')
		.replace(/^\.+/, '_')
		.slice(0, 100);
	return plain === text ? plain : `${plain}-${sha256Hex(text.toWellFormed()).slice(0, 8)}`;
}

/** The error for a judge file whose folder does not take it, or an expected failure of the product as it is. */
export function unwritable(path: string, error: unknown): TipBenchError {
	if (error instanceof TipBenchError) return error;
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	const message = `cannot write the judge file ${path}: ${messageOf(cause)}; make the folder writable, or set another export_dir`;
	return new TipBenchError('ExportUnwritable', message, { cause: error });
}
