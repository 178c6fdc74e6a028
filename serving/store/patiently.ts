import { setTimeout as pause } from 'node:timers/promises';
import { TipBenchError } from '../../domain/errors';
import type { Store } from './open-store';

/** Milliseconds for which another process's work is waited for. */
const patienceMs = 2_000;

/** Milliseconds between two looks whether it has ended. */
const againMs = 2;

/** Of a store that is waited for, the next look: whoever waits shares it, so that a thousand cost no more than one. */
const looks = new WeakMap<Store, Promise<boolean>>();

/**
 * Does work on a store; while another process has it to itself others are answered, and the work is done once it is free. For
 * a store that itself refuses at once.
 * @throws TipBenchError StoreBusy after two seconds; what the work throws
 */
export async function patiently<T>(store: Store, work: () => T): Promise<T> {
	for (const until = performance.now() + patienceMs; ; ) {
		try {
			return work();
		} catch (error) {
			if (!isBusy(error)) throw error;
			while (!(await nextLook(store))) if (performance.now() > until) throw error;
			if (performance.now() > until) throw error;
		}
	}
}

/** Has a store refuse at once where somebody else works on it: whoever answers many must not sleep for one. */
export function refuseAtOnce(store: Store): void {
	store.all('PRAGMA busy_timeout = 0');
}

function nextLook(store: Store): Promise<boolean> {
	const shared = looks.get(store);
	if (shared !== undefined) return shared;
	const look = pause(againMs).then(() => {
		looks.delete(store);
		return isFree(store);
	});
	looks.set(store, look);
	return look;
}

/** What else is wrong the work itself says. */
function isFree(store: Store): boolean {
	try {
		store.transaction(() => undefined);
		return true;
	} catch (error) {
		return !isBusy(error);
	}
}

function isBusy(error: unknown): boolean {
	return error instanceof TipBenchError && error.code === 'StoreBusy';
}
