import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { cannotWrite } from './errors';
import { makeFolderSync } from './make-folder';

const rotateAtBytes = 20_000_000;

/** A log that a process writes to, and what it has written since it was opened. */
export interface LogFile {
	file: string;
	descriptor: number;
	/** The last lines written since opening, for a person to read in an error. */
	tail(lines?: number): string;
	close(): void;
}

/**
 * Opens a log for appending; one that has grown over 20 MB is kept once, under `FILE.1`.
 * @throws MachineError FileUnwritable
 */
export function openLogFile(file: string): LogFile {
	makeFolderSync(path.dirname(file));
	const descriptor = openForAppending(file);
	const offset = statSync(file).size;
	return {
		file,
		descriptor,
		tail: (lines = 15) => {
			const written = readFileSync(file).subarray(offset).toString('utf8').trimEnd();
			return written.split('\n').slice(-lines).join('\n');
		},
		close: () => closeSync(descriptor),
	};
}

function openForAppending(file: string): number {
	try {
		if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
		return openSync(file, 'a');
	} catch (error) {
		throw cannotWrite(file, error);
	}
}
