import { setTimeout as pause } from 'node:timers/promises';
import { countOf } from '../../domain/wording';
import { CodedError, messageOf } from '../../machine/coded-error';
import type { Draft } from './draft';

/** Stores what a sitting has scored, one after the other, beside the keys. */
export interface Saver {
	/** There is something to store. */
	wake(): void;
	/** Why nothing can be stored now; `null` where all goes well. */
	trouble(): string | null;
	/** Waits until all is stored, or for so long at most; then no more is. Milliseconds. */
	settle(mostMs: number): Promise<void>;
}

type ToStore = Draft['unstored'][number];

/** @see createSaver */
export interface SaverOptions {
	/** What is to be stored, the first one first. */
	waiting(): readonly ToStore[];
	/** @throws TipBenchError JudgmentConflict, MlflowUnavailable, MlflowRefused */
	store(scores: ToStore): Promise<unknown>;
	/** Something was stored, or refused for good, with the reason. */
	settled(scores: ToStore, refused: string | null): void;
	/** What is shown may have changed. */
	changed(): void;
}

/** The judge's own scores of the run are others, or the run is not what it was. */
const final = new Set(['JudgmentConflict', 'RunDamaged']);

const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Stores in the order of scoring; where MLflow is away, or refuses, it tries again and again, but for what no
 * wait mends.
 */
export function createSaver({ waiting, store, settled, changed }: SaverOptions): Saver {
	let running: Promise<void> | null = null;
	let why: string | null = null;
	let hurry = new AbortController();
	let isOver = false;
	const storeAll = async () => {
		for (let tries = 0; waiting().length > 0 && !isOver; ) {
			const [next] = waiting();
			if (next === undefined) return;
			try {
				await store(next);
				[tries, why] = [0, null];
				settled(next, null);
			} catch (error) {
				if (error instanceof CodedError && final.has(error.code)) {
					settled(next, error.message);
					continue;
				}
				tries += 1;
				why = `not stored yet, tried ${countOf(tries, 'time')}: ${messageOf(error)}`;
				changed();
				hurry = new AbortController();
				const ms = Math.min(longestPauseMs, shortestPauseMs * 2 ** (tries - 1));
				await pause(ms, undefined, { signal: hurry.signal }).catch(() => undefined);
			}
			changed();
		}
	};
	const wake = () => {
		running ??= storeAll().finally(() => {
			running = null;
			if (waiting().length > 0 && !isOver) wake();
		});
	};
	return {
		wake,
		trouble: () => why,
		settle: async (mostMs) => {
			if (waiting().length > 0) wake();
			hurry.abort();
			const late = new AbortController();
			await Promise.race([running, pause(mostMs, undefined, { signal: late.signal }).catch(() => undefined)]);
			late.abort();
			isOver = true;
			hurry.abort();
		},
	};
}
