import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../../machine/give-way';
import { openStoreAt } from './open-store';

// The thread that moves the log before the database into it: that waits for the disk, and choices must not.

/** Milliseconds between two looks. */
const everyMs = 500;

/** Pages of the log from which it is begun anew, for which others wait some milliseconds: a quarter of a gigabyte. */
const mostPages = 65_536;

// Behind those that answer.
giveWay(19);
const store = openStoreAt((workerData as { readonly path: string }).path);

/** While others write all the time the log is never moved whole, and so never begun anew by itself. */
function checkpoint(): void {
	try {
		const [moved] = store.all<{ log: number }>('PRAGMA wal_checkpoint(PASSIVE)');
		if ((moved?.log ?? 0) > mostPages) store.all('PRAGMA wal_checkpoint(RESTART)');
	} catch {
		// A disk that is full is said by whoever writes next.
	}
}

const timer = setInterval(checkpoint, everyMs);
parentPort?.once('message', () => {
	clearInterval(timer);
	checkpoint();
	store.close();
});
