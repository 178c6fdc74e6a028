import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Store } from './open-store';

/** Whatever moves the log before the database into it. */
export interface Checkpoints {
	/** Moves the rest, and ends. */
	stop(): Promise<void>;
}

/**
 * Has a thread of its own do that for a store that was opened without; where there is none, as in tests of the sources, or
 * where it ends, the store does it by itself.
 */
export function startCheckpoints(store: Store): Checkpoints {
	const byItself = () => void store.all('PRAGMA wal_autocheckpoint = 1000');
	const program = join(__dirname, 'checkpoint-thread.js');
	if (!existsSync(program)) {
		byItself();
		return { stop: async () => undefined };
	}
	// The file that it has open stays so for longer than it lives, and why, it says itself.
	const worker = new Worker(program, { workerData: { path: store.path }, trackUnmanagedFds: false });
	worker.unref();
	let isStopping = false;
	worker.on('error', () => undefined);
	const ended = new Promise<void>((resolve) => {
		worker.once('exit', () => {
			if (!isStopping) byItself();
			resolve();
		});
	});
	return {
		stop: () => {
			isStopping = true;
			worker.ref();
			worker.postMessage('stop');
			return ended;
		},
	};
}
