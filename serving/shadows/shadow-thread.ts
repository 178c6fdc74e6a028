import { Worker } from 'node:worker_threads';
import type { ShadowAnswer, ShadowQuestion } from './ask-shadow';

/** The other side of the thread in which shadows are asked. It comes back where it has ended. */
export interface ShadowThread {
	/** Hands questions over; to none where the thread is not there just now. */
	ask(questions: readonly ShadowQuestion[]): void;
	close(): Promise<void>;
}

/** How a {@link startShadowThread} is started. */
export interface ShadowThreadOptions {
	/** The built `thread.js`. */
	readonly program: string;
	/** Of the store. */
	readonly path: string;
	onAnswers(answers: readonly ShadowAnswer[]): void;
	/** The thread ended by itself, or said nothing for so long that it was ended. */
	onLost(why: string): void;
}

/** A thread that has questions and says nothing for so long hangs, in milliseconds. */
const hangsMs = 2_000;

/** How long it stays away, in milliseconds: twice as long each time, until it answers. */
const [shortestMs, longestMs] = [1_000, 60_000];

const memory = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 6 };

/** Starts the thread. */
export function startShadowThread({ program, path, onAnswers, onLost }: ShadowThreadOptions): ShadowThread {
	let worker: Worker | null = null;
	let awayMs = shortestMs;
	let isClosed = false;
	let hanging: NodeJS.Timeout | undefined;
	let again: NodeJS.Timeout | undefined;
	const lose = (lost: Worker, why: string) => {
		if (worker !== lost) return;
		worker = null;
		clearTimeout(hanging);
		hanging = undefined;
		void lost.terminate();
		if (isClosed) return;
		onLost(why);
		again = setTimeout(start, awayMs).unref();
		awayMs = Math.min(2 * awayMs, longestMs);
	};
	const start = () => {
		const made = new Worker(program, { workerData: { path }, resourceLimits: memory });
		made.on('message', (answers: readonly ShadowAnswer[]) => {
			if (worker !== made) return;
			clearTimeout(hanging);
			hanging = undefined;
			awayMs = shortestMs;
			onAnswers(answers);
		});
		made.on('error', (error: Error) => lose(made, error.message));
		made.on('exit', (code) => lose(made, `it ended with ${code}`));
		made.unref();
		worker = made;
	};
	start();
	return {
		ask: (questions) => {
			const asked = worker;
			if (asked === null) return;
			asked.postMessage(
				questions,
				questions.map(({ contexts }) => contexts.buffer as ArrayBuffer),
			);
			hanging ??= setTimeout(() => lose(asked, `it said nothing for ${hangsMs / 1000} s`), hangsMs).unref();
		},
		close: async () => {
			isClosed = true;
			clearTimeout(again);
			clearTimeout(hanging);
			const last = worker;
			worker = null;
			await last?.terminate();
		},
	};
}
