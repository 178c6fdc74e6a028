import { hostname } from 'node:os';
import { takeMachineLock } from '../machine/machine-lock';
import { inOrder } from '../machine/run-exclusive';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0', '[::]']);

/** Who was last heard of as the holder of an Ollama, so that taking turns cell by cell fills no log. */
const lastHolders = new Map<string, number | null>();

/**
 * Does something with an Ollama that nobody else on this machine may do meanwhile: check what is resident, load,
 * generate, unload. Other workers' turns, and that of an attempt which Temporal gave up on but which still runs, are
 * waited for; within this process they come in the order in which they were asked for.
 *
 * What it cannot see: a worker on another machine or in another container, and a person. So whoever has the turn still
 * checks what is resident, evicts what should not be, and looks again after a load. Two workers on two machines that
 * load at the same moment would both find the other's model, and both try again.
 * @param say takes one line when another process holds the turn, once for each that does
 * @throws the signal's reason when it is aborted while waiting, and what the work throws
 */
export async function inOllamaTurn<T>(
	ollamaUrl: string,
	signal: AbortSignal,
	say: (line: string) => void,
	work: () => Promise<T>,
): Promise<T> {
	const onWait = (holder: number | null) => {
		if (lastHolders.get(ollamaUrl) === holder) return;
		lastHolders.set(ollamaUrl, holder);
		const who = holder === null ? 'a process that is stopped' : `another worker (pid ${holder})`;
		say(`${who} is using Ollama at ${ollamaUrl}; waiting until it lets go`);
	};
	const key = turnKey(ollamaUrl);
	return inOrder(key, signal, async () => {
		const lock = await takeMachineLock(key, { signal, onWait });
		try {
			return await work();
		} finally {
			lock.release();
		}
	});
}

/** What the turn at an Ollama is locked by: all names of this machine's own loopback are one. */
export function turnKey(ollamaUrl: string): string {
	const { hostname: host, port, protocol } = new URL(ollamaUrl);
	const local = loopback.has(host) || host.startsWith('127.') || host === hostname().toLowerCase();
	const usual = protocol === 'https:' ? '443' : '80';
	return `ollama ${local ? 'localhost' : host}:${port || usual}`;
}
