import type { ToStore } from './desk';

/** How storing goes. */
export interface Saving {
	readonly isSaving: boolean;
	/** Why nothing can be stored now, and how often it was tried; `null` while it goes well. */
	readonly trouble: { readonly why: string; readonly tries: number; readonly nextAt: number } | null;
}

/** Stores what is scored, one after the other, beside the keys. */
export interface Saver {
	/** There is something to store; or it is to be tried at once. */
	wake(): void;
	/** Nothing more is stored. */
	stop(): void;
}

/** @see createSaver */
export interface SaverOptions {
	/** What is to be stored, the first one first. */
	waiting(): readonly ToStore[];
	/** Rejects where the server did not take it. */
	store(scores: ToStore): Promise<unknown>;
	/** Whether waiting mends such a failure. */
	isPassing(error: unknown): boolean;
	/** Something was stored, or refused for good, with the reason. */
	settled(scores: ToStore, refused: string | null): void;
	changed(saving: Saving): void;
}

const shortestPauseMs = 1_000;
const longestPauseMs = 15_000;

/** Stores in the order of scoring; where the server is away it tries again and again. */
export function createSaver({ waiting, store, isPassing, settled, changed }: SaverOptions): Saver {
	let isRunning = false;
	let isOver = false;
	let hurry: () => void = () => {};

	const pause = (ms: number) =>
		new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, ms);
			hurry = () => {
				clearTimeout(timer);
				resolve();
			};
		});

	const storeAll = async () => {
		for (let tries = 0; !isOver; ) {
			const [next] = waiting();
			if (next === undefined) return;
			if (tries === 0) changed({ isSaving: true, trouble: null });
			try {
				await store(next);
				tries = 0;
				settled(next, null);
			} catch (error) {
				const why = error instanceof Error ? error.message : String(error);
				if (!isPassing(error)) {
					tries = 0;
					settled(next, why);
					continue;
				}
				tries += 1;
				const ms = Math.min(longestPauseMs, shortestPauseMs * 2 ** (tries - 1));
				changed({ isSaving: false, trouble: { why, tries, nextAt: Date.now() + ms } });
				await pause(ms);
			}
		}
	};

	return {
		wake() {
			hurry();
			if (isRunning || isOver) return;
			isRunning = true;
			void storeAll().finally(() => {
				isRunning = false;
				if (!isOver) changed({ isSaving: false, trouble: null });
			});
		},
		stop() {
			isOver = true;
			hurry();
		},
	};
}
