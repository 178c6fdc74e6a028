import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { cannotWrite, throwIfAborted } from './errors';
import { makeFolder } from './make-folder';
import type { Say } from './say';

/** How to wait for a lock. */
export interface LockOptions {
	/** What is said, every ten seconds, while another process holds it. */
	waiting: string;
	say: Say;
	signal?: AbortSignal | undefined;
}

/**
 * Runs `work` while this process alone holds `file`, across processes. A holder that died is taken over after
 * ten seconds. Throws `FileUnwritable`, and `Interrupted` where the signal comes while waiting.
 */
export async function withFileLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
	await makeFolder(path.dirname(file));
	let nextWord = 0;
	let release: (() => Promise<void>) | undefined;
	while (!release) {
		throwIfAborted(options.signal, 'Waiting for another tip-bench');
		try {
			release = await lockfile.lock(file, {
				realpath: false,
				stale: 10_000,
				update: 2000,
				// All that is done under a lock is put in place by one rename, so a lost lock costs time, never a result.
				onCompromised: () => options.say(`The lock ${file}.lock was taken over; carrying on.`),
			});
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw cannotWrite(`${file}.lock`, error);
			if (Date.now() >= nextWord) {
				options.say(options.waiting);
				nextWord = Date.now() + 10_000;
			}
			await pause(500);
		}
	}
	try {
		return await work();
	} finally {
		await release().catch(() => {});
	}
}
