import { join, resolve } from 'node:path';
import { TipBenchError } from '../domain/errors';
import { sha256Hex } from '../domain/hash';
import { messageOf } from '../machine/coded-error';

/** Which experiment is exported. */
export interface ExportSource {
	readonly experiment: string;
	readonly experiment_id: string;
}

/** The judge file of an experiment, whose name may hold slashes and anything else. */
export function judgeFilePath(folder: string, experiment: string): string {
	const plain = experiment
		.replace(/[^A-Za-z0-9._-]+/g, '_')
		.replace(/^\.+/, '_')
		.slice(0, 100);
	const suffix = plain === experiment ? '' : `-${sha256Hex(experiment).slice(0, 8)}`;
	return resolve(join(folder, `${plain}${suffix}.judge.json`));
}

/** The error for a judge file whose folder does not take it, or an expected failure of the product as it is. */
export function unwritable(path: string, error: unknown): TipBenchError {
	if (error instanceof TipBenchError) return error;
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	const message = `cannot write the judge file ${path}: ${messageOf(cause)}; make the folder writable, or set another export_dir`;
	return new TipBenchError('ExportUnwritable', message, { cause: error });
}
