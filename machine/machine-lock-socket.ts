import { addAbortListener } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A lock that this process holds until it releases it or dies. */
export interface MachineLock {
	release(): void;
}

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
		server.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(undefined);
			else reject(error);
		});
		server.listen({ path: place, exclusive: true }, () => resolve({ release }));
		server.unref();
	});
}

/** Whether somebody listens there, be it a process that is stopped. */
export function isListening(place: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(place, () => {
			socket.destroy();
			resolve(true);
		});
		socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
	});
}

/**
 * Waits on a connection to the holder, which ends when the holder lets go or dies, or the signal is aborted.
 * @param onHolder takes the holder's process id
 * @returns whether a holder has said its id
 */
export function holderGone(place: string, signal: AbortSignal, onHolder: (pid: number) => void): Promise<boolean> {
	return new Promise((resolve) => {
		let met = false;
		const socket = connect(place);
		const abort = addAbortListener(signal, () => socket.destroy());
		socket.once('data', (said) => {
			met = true;
			onHolder(Number(said));
		});
		socket.on('error', () => undefined);
		socket.once('close', () => {
			abort[Symbol.dispose]();
			resolve(met);
		});
	});
}
