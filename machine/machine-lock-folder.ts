import { randomBytes } from 'node:crypto';
import { readdir, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { MachineError } from './errors';
import { isListening, listenAt, type MachineLock } from './machine-lock-socket';
import { makeFolder } from './make-folder';

/** Longer paths of sockets are cut off without a word, on macOS first. */
const longestPath = 103;

/**
 * Tries to take a lock where a killed process's socket stays behind as a file. That file must not be taken away by its
 * name: somebody quicker may have put a fresh one there since one looked.
 *
 * So each turn at the lock has a number. A turn is a link, named by its number, to a socket at which its holder listens
 * before making the link: where nobody answers, the holder is gone for good. Only the newest turn holds the lock.
 * Whoever finds it gone makes the next one, and the file system lets only one do so. A link outlives its turn until
 * there are two newer ones, so that the newest number only ever grows.
 * @returns the lock, or the socket of whoever has it
 * @throws MachineError PathTooLong where the folder's path is too long, FileUnwritable; what the system says where it refuses
 */
export async function tryInFolder(folder: string): Promise<MachineLock | string> {
	await makeFolder(folder, 0o700);
	for (;;) {
		const newest = newestOf(await readdir(folder));
		const holder = join(folder, `${newest}`);
		if (newest > 0 && (await isListening(holder))) return holder;
		const lock = await tryTurn(folder, newest + 1);
		if (lock !== undefined) return lock;
	}
}

/** Makes a turn at the lock, once the one before it is known to be gone. @returns `undefined` where others were quicker */
export async function tryTurn(folder: string, turn: number): Promise<MachineLock | undefined> {
	const name = `${turn}.${randomBytes(4).toString('hex')}`;
	const socket = join(folder, name);
	if (Buffer.byteLength(socket) > longestPath) {
		const message = `${socket} is too long for the path of a socket (${longestPath} bytes); use a shorter home folder`;
		throw new MachineError('PathTooLong', message);
	}
	const lock = await listenAt(socket);
	let isTaken = false;
	try {
		isTaken = lock !== undefined && (await makeNewest(folder, turn, name));
	} finally {
		if (!isTaken) lock?.release();
	}
	return isTaken ? lock : undefined;
}

function newestOf(names: readonly string[]): number {
	return Math.max(0, ...names.filter((name) => /^\d+$/.test(name)).map(Number));
}

async function makeNewest(folder: string, turn: number, socket: string): Promise<boolean> {
	try {
		await symlink(socket, join(folder, `${turn}`));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
	const names = await readdir(folder);
	// Since the newest was looked for, others may have had this turn and later ones, and have cleared this one away.
	if (newestOf(names) !== turn) return false;
	// The turn before this one stays, so that whoever lists the folder just now cannot miss both.
	const old = names.filter((name) => Number.parseInt(name, 10) < turn - 1);
	await Promise.all(old.map((name) => unlink(join(folder, name)).catch(() => undefined)));
	return true;
}
