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

/** A holder that has not said its id after this long is stopped (SIGSTOP), and holds the lock all the same. */
const silentMs = 1000;

/**
 * Takes a lock of this machine, waiting for whoever holds it. It goes with its process, `kill -9` included, and a stopped
 * process keeps it. It holds among the processes that see the same {@link machineLockPlace}: not between machines, nor
 * between containers.
 * @throws the signal's reason when it is aborted, and what the system says where no socket can be had
 */
export async function takeMachineLock(key: string, { signal, onWait, place }: LockWait): Promise<MachineLock> {
	const at = place ?? machineLockPlace(key);
	let told = false;
	const tell = (holder: number | null) => {
		if (!told) onWait?.(holder);
		told = true;
	};
	const silence = setTimeout(() => tell(null), silentMs);
	try {
		for (;;) {
			signal.throwIfAborted();
			const lock = isFolder(at) ? await tryInFolder(at) : ((await listenAt(at)) ?? at);
			if (typeof lock !== 'string') return lock;
			if (!(await holderGone(lock, signal, tell))) await sleep(10);
		}
	} finally {
		clearTimeout(silence);
	}
}
