import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The local socket that stands for a lock: only one process at a time can listen on it.
 * - Linux: an abstract socket, which is no file and goes with its process. Its name fills the whole field of 108 bytes,
 *   because versions of Node differ in how they fill up a shorter one, and would not exclude each other.
 * - Windows: a named pipe, which goes with its process too.
 * - Elsewhere: a socket file, which stays when its process is killed.
 * @param key what is locked, in any words; a hash of it is used
 */
export function machineLockPlace(key: string, platform: NodeJS.Platform = process.platform): string {
	const hash = createHash('sha256').update(key).digest('hex');
	if (platform === 'linux') return `\0${`tip-bench/${hash}`.padEnd(107, '.')}`;
	if (platform === 'win32') return `\\\\.\\pipe\\tip-bench-${hash}`;
	// A path of a socket must not exceed 103 bytes.
	return join(tmpdir(), `tip-bench-${hash.slice(0, 24)}.lock`);
}

/** Whether a lock's place is a file, which its killed holder leaves behind. */
export function isSocketFile(place: string): boolean {
	return !place.startsWith('\0') && !place.startsWith('\\\\');
}
