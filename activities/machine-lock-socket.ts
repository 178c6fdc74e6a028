import { addAbortListener } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A lock that this process holds until it releases it or dies. */
export interface MachineLock {
	release(): void;
}

/** A holder that has not said its name after this long is stopped (SIGSTOP), and holds the lock all the same. */
const silentMs = 1000;

/** Listens at a local socket, telling whoever connects this process's id. @returns `undefined` where it is in use */
export function listenAt(place: string): Promise<MachineLock | undefined> {
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

/** Whether somebody listens there. A process that is stopped does. */
export function isListening(place: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(place, () => resolve(true));
		socket.on('connect', () => socket.destroy());
		socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
	});
}

/**
 * Waits on a connection to the holder, which ends when the holder lets go or dies, or the signal is aborted.
 * @param onHolder takes the holder's process id, `null` where it says nothing
 * @returns whether there was anybody to wait for
 */
export function holderGone(
	place: string,
	signal: AbortSignal,
	onHolder: (pid: number | null) => void,
): Promise<boolean> {
	return new Promise((resolve) => {
		let met = false;
		const socket = connect(place, () => {
			met = true;
		});
		const abort = addAbortListener(signal, () => socket.destroy());
		const silent = setTimeout(() => onHolder(null), silentMs);
		socket.once('data', (said) => {
			clearTimeout(silent);
			onHolder(Number(said));
		});
		socket.on('error', () => undefined);
		socket.once('close', () => {
			clearTimeout(silent);
			abort[Symbol.dispose]();
			resolve(met);
		});
	});
}
