import { Worker } from 'node:worker_threads';
import { receivedFailure } from '../../contracts/sent-failure';
import type { PairResults } from '../../domain/simulation/pair-results';
import type { Env } from '../../machine/environment/kinds';
import type { FromThread, ToThread } from './messages';
import type { EpisodeRunner } from './runner';

/** A batch that a thread has. */
interface Waiting {
	resolve(results: PairResults[]): void;
	reject(why: Error): void;
}

/** A thread, and what it works on. */
interface Thread {
	readonly worker: Worker;
	readonly waiting: Map<number, Waiting>;
}

/** Megabytes that a thread may take, far more than it needs. */
const memory = { maxOldGenerationSizeMb: 256 };

/** After so long without a batch a thread ends: milliseconds. */
const idleMs = 15_000;

/**
 * Runs episodes in threads, which come with the first batches and again where they have ended. An episode keeps a processor
 * busy for milliseconds and a batch for half a second, and this thread has heartbeats to send and benches to serve.
 * @param program the built `thread.js` @param most threads
 */
export function createThreadPool(
	program: string,
	{ env, dataDir, most }: { readonly env: Env; readonly dataDir: string; readonly most: number },
): EpisodeRunner {
	const threads = new Set<Thread>();
	let last = 0;
	const start = (): Thread => {
		const worker = new Worker(program, { env: { ...env }, workerData: { dataDir }, resourceLimits: memory });
		const thread: Thread = { worker, waiting: new Map() };
		threads.add(thread);
		const lose = (why: Error) => {
			threads.delete(thread);
			for (const each of thread.waiting.values()) each.reject(why);
			thread.waiting.clear();
		};
		let idle: NodeJS.Timeout | undefined;
		worker.on('message', (message: FromThread) => {
			const asked = thread.waiting.get(message.id);
			thread.waiting.delete(message.id);
			clearTimeout(idle);
			idle = setTimeout(() => {
				if (thread.waiting.size > 0) return;
				threads.delete(thread);
				void worker.terminate();
			}, idleMs).unref();
			if (message.is === 'done') asked?.resolve(message.results);
			else asked?.reject(receivedFailure(message.failure));
		});
		worker.on('error', lose);
		worker.on('exit', (code) => lose(new Error(`a thread that runs episodes ended with ${code}`)));
		// What nobody waits for keeps no process alive.
		worker.unref();
		return thread;
	};
	const idlest = (): Thread => {
		const [first] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size);
		return first === undefined || (first.waiting.size > 0 && threads.size < most) ? start() : first;
	};
	return {
		run(batch, signal) {
			const { worker, waiting } = idlest();
			last += 1;
			const id = last;
			const tell = (message: ToThread) => worker.postMessage(message);
			const results = new Promise<PairResults[]>((resolve, reject) => waiting.set(id, { resolve, reject }));
			tell({ is: 'start', id, batch });
			const stop = () => tell({ is: 'stop', id });
			if (signal.aborted) stop();
			signal.addEventListener('abort', stop, { once: true });
			return results.finally(() => signal.removeEventListener('abort', stop));
		},
		async close() {
			await Promise.all([...threads].map(({ worker }) => worker.terminate()));
		},
	};
}
