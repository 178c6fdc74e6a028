import { takeMachineLock } from '../machine/machine-lock';
import { runExclusive } from '../machine/run-exclusive';
import { isOnThisMachine } from './on-this-machine';

/** What this process may do with an Ollama while nobody else on this machine does anything with it. */
export interface OllamaTurns {
	/**
	 * Does something that nobody else on this machine may do to that Ollama meanwhile: check what is resident, load,
	 * generate, unload. Other workers' turns, and that of an attempt which Temporal gave up on but which still runs, are
	 * waited for; within this process they come in the order in which they were asked for.
	 * @param onWait is told whom it waits for, each time that it waits for another process, and `null` once it has the turn
	 * @throws the signal's reason when it is aborted while waiting, and what the work throws
	 */
	take<T>(
		ollamaUrl: string,
		signal: AbortSignal,
		work: () => Promise<T>,
		onWait?: (whom: string | null) => void,
	): Promise<T>;
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
	const noteHolder = (ollamaUrl: string, holder: number | null): string => {
		const who = holder === null ? 'a process that is stopped' : `another worker (pid ${holder})`;
		const line = `${who} is using Ollama at ${ollamaUrl}; waiting until it lets go`;
		if (lastHolders.get(ollamaUrl) !== holder) say(line);
		lastHolders.set(ollamaUrl, holder);
		return line;
	};
	return {
		take: (ollamaUrl, signal, work, onWait) => {
			const key = turnKey(ollamaUrl);
			const heldBy = (holder: number | null) => {
				const line = noteHolder(ollamaUrl, holder);
				onWait?.(line);
			};
			return runExclusive(key, signal, async () => {
				const lock = await takeMachineLock(key, { signal, onWait: heldBy });
				onWait?.(null);
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
