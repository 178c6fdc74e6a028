import { addAbortListener } from 'node:events';
import { stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSocketFile, machineLockPlace } from './machine-lock-place';

/** A lock that this process holds until it releases it or dies. */
export interface MachineLock {
	release(): void;
}

/** @see takeMachineLock */
export interface LockWait {
	/** Ends the waiting. */
	readonly signal: AbortSignal;
	/** Called once when somebody else holds it: with that process's id, `null` where it is stopped and says nothing. */
	readonly onWait?: (holder: number | null) => void;
	/** Where it lies: as {@link machineLockPlace} says for the key, unless told. */
	readonly place?: string;
}

/** A holder that has not said its name after this long is stopped (SIGSTOP), and holds the lock all the same. */
const silentMs = 1000;

/**
 * Takes a lock of this machine, waiting for whoever holds it. The kernel frees it when its process dies, `kill -9`
 * included, and a stopped process keeps it; no file is left that could be wrong. It holds among the processes of one
 * network namespace: not between machines, nor between containers.
 * @throws the signal's reason when it is aborted
 */
export async function takeMachineLock(key: string, { signal, onWait, place }: LockWait): Promise<MachineLock> {
	const at = place ?? machineLockPlace(key);
	let told = false;
	for (;;) {
		signal.throwIfAborted();
		const lock = await tryToListen(at);
		if (lock !== undefined) return lock;
		const file = isSocketFile(at) ? await fileNumber(at) : undefined;
		const refused = await holderGone(at, signal, (holder) => {
			if (!told) onWait?.(holder);
			told = true;
		});
		if (!refused) continue;
		// Nobody listens there. Looked at again right before, so that no fresh file of a quicker one is taken away.
		if (file !== undefined && file === (await fileNumber(at))) await unlink(at).catch(() => undefined);
		await sleep(10);
	}
}

function tryToListen(place: string): Promise<MachineLock | undefined> {
	const waiting = new Set<Socket>();
	const server = createServer((socket) => {
		waiting.add(socket);
		socket.unref();
		socket.on('error', () => undefined);
		socket.on('close', () => waiting.delete(socket));
		socket.write(`${process.pid}`);
	});
	const release = () => {
		server.close();
		// Their connections' end tells those who wait.
		for (const socket of waiting) socket.destroy();
	};
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(undefined);
			else reject(error);
		});
		server.listen({ path: place, exclusive: true }, () => resolve({ release }));
		server.unref();
	});
}

/** Waits on a connection to the holder, which ends when the holder lets go or dies. @returns whether nobody answered */
function holderGone(place: string, signal: AbortSignal, onHolder: (pid: number | null) => void): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(place);
		let refused = false;
		const abort = addAbortListener(signal, () => socket.destroy());
		const silent = setTimeout(() => onHolder(null), silentMs);
		socket.once('data', (said) => {
			clearTimeout(silent);
			onHolder(Number(said));
		});
		socket.on('error', ({ code }: NodeJS.ErrnoException) => {
			refused = code !== 'ECONNRESET';
		});
		socket.once('close', () => {
			clearTimeout(silent);
			abort[Symbol.dispose]();
			resolve(refused);
		});
	});
}

async function fileNumber(place: string): Promise<number | undefined> {
	return (await stat(place).catch(() => undefined))?.ino;
}
