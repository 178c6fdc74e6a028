import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { type BenchSize, benchConfig } from './bench-config';
import { type FollowedBench, lookAt, startFollowedBench } from './followed-bench';

/** The benches of a run, two at work at a time. */
export interface Benches {
	readonly all: readonly FollowedBench[];
	/** Starts no more benches. Resolves when all have filled their cells or failed, or when the time is over. */
	settle(withinMs: number, signal: AbortSignal): Promise<void>;
	/** Looks once more at all that have filled their cells: they must still wait for their judge, or be done. */
	lookAgain(): Promise<void>;
	/** Ends following. */
	end(): Promise<void>;
}

/** @see followBenches */
export interface BenchesOptions {
	readonly client: Client;
	readonly seed: number;
	readonly size: BenchSize;
	say(line: string): void;
}

const lookEveryMs = 1_000;

/** How long a healthy system may take to tell how a bench is. Milliseconds. */
const lastLookMs = 60_000;

/** Starts two benches, and another whenever one has filled its cells. */
export function followBenches({ client, seed, size, say }: BenchesOptions): Benches {
	const all: FollowedBench[] = [];
	const ending = new AbortController();
	let more = true;
	const slot = async () => {
		while (more && !ending.signal.aborted) {
			const bench = newBench(benchConfig(seed, all.length + 1, size));
			all.push(bench);
			await startFollowedBench(client, bench, ending.signal);
			await follow(client, bench, ending.signal);
			if (bench.state === 'running') return;
			const { cells } = bench.status ?? {};
			say(`bench ${bench.id} ${bench.state}: ${bench.failure ?? `${cells?.done} recorded, ${cells?.failed} failed`}`);
		}
	};
	const slots = Promise.all([slot(), slot()]);
	return {
		all,
		settle: async (withinMs, signal) => {
			more = false;
			const over = sleep(withinMs, undefined, { signal, ref: false }).catch(() => undefined);
			await Promise.race([slots, over]);
		},
		lookAgain: async () => {
			for (const bench of all.filter(({ state }) => state === 'filled')) {
				bench.state = 'running';
				await follow(client, bench, AbortSignal.timeout(lastLookMs));
			}
		},
		end: async () => {
			ending.abort();
			await slots;
		},
	};
}

/** Looks at a bench until its cells are filled, or it failed, or the signal aborts. */
async function follow(client: Client, bench: FollowedBench, signal: AbortSignal): Promise<void> {
	while (bench.state === 'running' && !signal.aborted) {
		// What cannot be told now is told at one of the next looks.
		await lookAt(client, bench, signal).catch(() => undefined);
		if (bench.state === 'running') await sleep(lookEveryMs);
	}
}

function newBench(config: FollowedBench['config']): FollowedBench {
	return { id: config.experiment, config, status: null, state: 'running', startedAgain: [], failure: null };
}
