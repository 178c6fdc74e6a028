import { setTimeout as sleep } from 'node:timers/promises';
import { tryInFolder } from './machine-lock-folder';
import { isFolder, machineLockPlace } from './machine-lock-place';
import { holderGone, listenAt, type MachineLock } from './machine-lock-socket';

/** @see takeMachineLock */
export interface LockWait {
	/** Ends the waiting. */
	readonly signal: AbortSignal;
	/** Called once when somebody else holds it: with that process's id, `null` where it is stopped and says nothing. */
	readonly onWait?: (holder: number | null) => void;
	/** Where it lies: as {@link machineLockPlace} says for the key, unless told. */
	readonly place?: string;
}

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
		const lock = isFolder(at) ? await tryInFolder(at) : ((await listenAt(at)) ?? at);
		if (typeof lock !== 'string') return lock;
		const met = await holderGone(lock, signal, (holder) => {
			if (!told) onWait?.(holder);
			told = true;
		});
		if (!met) await sleep(10);
	}
}
