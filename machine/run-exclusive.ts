import { addAbortListener } from 'node:events';

/** The end of each line: it resolves when everybody who stands in it has gone. */
const ends = new Map<string, Promise<void>>();

/**
 * Does something as the only one of this process with that key, in the order in which they came.
 * @param key what is used alone, in any words
 * @throws the signal's reason when it is aborted while waiting, and what the work throws
 */
export async function runExclusive<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
	const before = ends.get(key);
	let leave = () => {};
	const gone = new Promise<void>((resolve) => {
		leave = resolve;
	});
	// Who gives up waiting leaves at once, and those behind still wait for the ones before.
	const end = before === undefined ? gone : before.then(() => gone);
	ends.set(key, end);
	try {
		if (before !== undefined) await unlessAborted(before, signal);
		return await work();
	} finally {
		leave();
		if (ends.get(key) === end) void end.then(() => ends.get(key) === end && ends.delete(key));
	}
}

async function unlessAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	let listening: Disposable | undefined;
	const aborted = new Promise<never>((_resolve, reject) => {
		listening = addAbortListener(signal, () => reject(signal.reason));
	});
	try {
		await Promise.race([promise, aborted]);
	} finally {
		listening?.[Symbol.dispose]();
	}
}
