import { takeMachineLock } from '../machine/machine-lock';
import { runExclusive } from '../machine/run-exclusive';
import { isOnThisMachine } from './on-this-machine';

/** What this process may do with an Ollama while nobody else on this machine does anything with it. */
export interface OllamaTurns {
	/**
	 * Does something that nobody else on this machine may do to that Ollama meanwhile: check what is resident, load,
	 * generate, unload. Other workers' turns, and that of an attempt which Temporal gave up on but which still runs, are
	 * waited for; within this process they come in the order in which they were asked for.
	 * @throws the signal's reason when it is aborted while waiting, and what the work throws
	 */
	take<T>(ollamaUrl: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/**
 * What a turn cannot see: a worker on another machine or in another container, and a person. So whoever has the turn
 * still checks what is resident, evicts what should not be, and looks again after a load. Two workers on two machines
 * that load at the same moment would both find the other's model, and both try again.
 * @param say takes one line when another process holds the turn, once for each that does
 */
export function createTurns(say: (line: string) => void): OllamaTurns {
	/** Who was last heard of as the holder, so that taking turns cell by cell fills no log. */
	const lastHolders = new Map<string, number | null>();
	const onWait = (ollamaUrl: string, holder: number | null) => {
		if (lastHolders.get(ollamaUrl) === holder) return;
		lastHolders.set(ollamaUrl, holder);
		const who = holder === null ? 'a process that is stopped' : `another worker (pid ${holder})`;
		say(`${who} is using Ollama at ${ollamaUrl}; waiting until it lets go`);
	};
	return {
		take: (ollamaUrl, signal, work) => {
			const key = turnKey(ollamaUrl);
			return runExclusive(key, signal, async () => {
				const lock = await takeMachineLock(key, { signal, onWait: (holder) => onWait(ollamaUrl, holder) });
				try {
					return await work();
				} finally {
					lock.release();
				}
			});
		},
	};
}

/** What the turn at an Ollama is locked by: all names of this machine's own loopback are one. */
export function turnKey(ollamaUrl: string): string {
	const { hostname: host, port, protocol } = new URL(ollamaUrl);
	const usual = protocol === 'https:' ? '443' : '80';
	return `ollama ${isOnThisMachine(ollamaUrl) ? 'localhost' : host}:${port || usual}`;
}
