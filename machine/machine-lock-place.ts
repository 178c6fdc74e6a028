import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { homeFolder } from './home';

/**
 * Where a lock of this machine lies.
 * - Linux: an abstract socket, at which only one process can listen, and which is no file and goes with its process. Its
 *   name fills the whole field of 108 bytes, because versions of Node differ in how they fill up a shorter one, and would
 *   not exclude each other.
 * - Windows: a named pipe, which goes with its process too.
 * - Elsewhere: a folder, because a socket there is a file, which stays when its process is killed. It is in the home of
 *   the user, since macOS sweeps the temporary folder; other users of the machine do not see the lock.
 * @param key what is locked, in any words; a hash of it is used
 */
export function machineLockPlace(key: string, platform: NodeJS.Platform = process.platform): string {
	const hash = createHash('sha256').update(key).digest('hex');
	if (platform === 'linux') return `\0${`tip-bench/${hash}`.padEnd(107, '.')}`;
	if (platform === 'win32') return `\\\\.\\pipe\\tip-bench-${hash}`;
	return join(homeFolder(process.env), '.cache', 'tip-bench', 'locks', hash.slice(0, 16));
}

/** Whether a lock's place is a folder, not a socket that goes with its process. */
export function isFolder(place: string): boolean {
	return !place.startsWith('\0') && !place.startsWith('\\\\');
}
