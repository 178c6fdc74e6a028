import { Worker } from 'node:worker_threads';
import { receivedFailure } from '../../contracts/sent-failure';
import { collectGarbage } from '../../machine/collect-garbage';
import type { Env } from '../../machine/environment/kinds';
import { keepHeapSmall } from '../../machine/small-heap';
import type { JobRunner, PartOf } from './job';
import type { FromThread, ToThread } from './messages';

/** A job that was begun. */
interface Waiting {
	onPart(part: unknown): void;
	resolve(result: unknown): void;
	reject(why: Error): void;
}

/**
 * Megabytes that the thread may take for what it works on, far more than it needs, and for what it has just made: by itself it
 * would take thirty for that, which is mostly litter.
 */
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 6 };

/** After so long without a job the thread ends, and with it what it has in memory: milliseconds. Another takes half a second. */
const idleMs = 15_000;

/**
 * Does jobs in a thread of its own, which comes with the first one and again where it has ended: a ranking of ten thousand runs
 * keeps a processor busy for half a second, and whoever asks for something else must not wait for it.
 * @param program the built `thread.js`
 * @param env what it finds the parts by
 */
export function createThreadRunner(program: string, env: Env): JobRunner {
	const waiting = new Map<number, Waiting>();
	let last = 0;
	let worker: Worker | null = null;
	const lose = (lost: Worker, why: Error) => {
		if (worker !== lost) return;
		worker = null;
		const all = [...waiting.values()];
		waiting.clear();
		for (const each of all) each.reject(why);
	};
	let idle: NodeJS.Timeout | undefined;
	const rest = () => {
		if (waiting.size > 0 || worker === null) return;
		const resting = worker;
		worker = null;
		void resting.terminate();
		collectGarbage();
	};
	const start = (): Worker => {
		const made = new Worker(program, { env: { ...env }, resourceLimits: memory });
		made.once('online', keepHeapSmall);
		made.on('message', (message: FromThread) => {
			const job = waiting.get(message.id);
			if (message.is === 'part') return job?.onPart(message.part);
			waiting.delete(message.id);
			clearTimeout(idle);
			idle = setTimeout(rest, idleMs).unref();
			if (message.is === 'done') job?.resolve(message.result);
			else job?.reject(receivedFailure(message.failure));
		});
		made.on('error', (why) => lose(made, why));
		made.on('exit', (code) => lose(made, new Error(`the thread that works for the server ended with ${code}`)));
		// What nobody waits for keeps no process alive.
		made.unref();
		return made;
	};
	return {
		run(name, input, { onPart, more, signal } = {}) {
			worker ??= start();
			const at = worker;
			last += 1;
			const id = last;
			const tell = (message: ToThread) => at.postMessage(message);
			const result = new Promise((resolve, reject) => {
				waiting.set(id, { onPart: (part) => onPart?.(part as PartOf<typeof name>), resolve, reject });
			});
			tell({ is: 'start', id, name, input });
			const stop = () => tell({ is: 'stop', id });
			if (signal?.aborted) stop();
			signal?.addEventListener('abort', stop, { once: true });
			const send = async () => {
				for await (const part of more ?? []) if (waiting.has(id)) tell({ is: 'more', id, part });
				tell({ is: 'no more', id });
			};
			if (more !== undefined) send().catch((why: Error) => waiting.get(id)?.reject(why));
			return result.finally(() => signal?.removeEventListener('abort', stop)) as never;
		},
		async close() {
			const ending = worker;
			worker = null;
			await ending?.terminate();
		},
	};
}
