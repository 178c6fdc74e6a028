import { fdatasyncSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../../machine/give-way';
import { openStoreAt } from './open-store';
import { refuseAtOnce } from './patiently';

// The thread that moves the log before the database into it: that waits for the disk, and choices must not.

/** Milliseconds between two looks. */
const everyMs = 500;

/** Pages of the log from which it is begun anew, for which others wait a millisecond or two: a quarter of a gigabyte. */
const mostPages = 65_536;

// Behind those that answer.
giveWay(19);
const { path } = workerData as { readonly path: string };
const store = openStoreAt(path);
// It never waits for a lock: it would keep others from writing meanwhile.
refuseAtOnce(store);
// Never closed: whoever closes a file loses the locks that the whole process has on it (fcntl(2)), SQLite's too.
const file = openSync(path, 'r+');

/** While others write all the time the log is never moved whole, and so never begun anew by itself. */
function checkpoint(): void {
	try {
		const [moved] = store.all<{ log: number }>('PRAGMA wal_checkpoint(PASSIVE)');
		if ((moved?.log ?? 0) > mostPages) beginAnew();
	} catch {
		// A disk that is full is said by whoever writes next.
	}
}

/**
 * Begins the log anew, while nobody writes. All that the disk takes its time for is written before, since nobody waits for
 * that: what is moved while others write stays in the system's memory, and would be waited for here. Where somebody is writing
 * just now it is tried again next time.
 */
function beginAnew(): void {
	fdatasyncSync(file);
	store.all('PRAGMA wal_checkpoint(PASSIVE)');
	fdatasyncSync(file);
	store.all('PRAGMA wal_checkpoint(RESTART)');
}

const timer = setInterval(checkpoint, everyMs);
parentPort?.once('message', () => {
	clearInterval(timer);
	checkpoint();
	store.close();
});
