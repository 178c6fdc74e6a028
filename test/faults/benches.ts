import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowFailedError } from '@temporalio/client';
import type { z } from 'zod';
import { statusSchema } from '../../domain/status';
import { type BenchSize, benchConfig, type FaultBenchConfig } from './bench-config';

/** The part of a bench's status that counts here. */
export const seenStatusSchema = statusSchema.pick({
	phase: true,
	cells: true,
	failed_cells: true,
	models_at_work: true,
});

/** A bench of the run, as far as it is known from outside. */
export interface FollowedBench {
	readonly id: string;
	readonly config: FaultBenchConfig;
	/** The last answer to the query `status`. */
	status: z.infer<typeof seenStatusSchema> | null;
	/** `running` until its cells are filled. */
	state: 'running' | 'filled' | 'failed';
	/** Why it ended before it had begun to collect; it was started again each time, as a person would. */
	readonly startedAgain: string[];
	/** Why it failed for good. */
	failure: string | null;
}

/** The benches of a run, two at work at a time. */
export interface Benches {
	readonly all: readonly FollowedBench[];
	/** Cells that the benches have recorded so far, as they say. */
	recorded(): number;
	/** Starts no more benches. Resolves when all have filled their cells or failed, or when the time is over. */
	settle(withinMs: number, signal: AbortSignal): Promise<void>;
	/** Looks once more at all that have filled their cells: they must still wait for their judge. */
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

/** Starts two benches, and another whenever one has filled its cells. */
export function followBenches({ client, seed, size, say }: BenchesOptions): Benches {
	const all: FollowedBench[] = [];
	const ending = new AbortController();
	let more = true;
	const slot = async () => {
		while (more && !ending.signal.aborted) {
			const config = benchConfig(seed, all.length + 1, size);
			const bench: FollowedBench = {
				id: config.experiment,
				config,
				status: null,
				state: 'running',
				startedAgain: [],
				failure: null,
			};
			all.push(bench);
			await start(client, bench, ending.signal);
			while (bench.state === 'running' && !ending.signal.aborted) {
				await look(client, bench, ending.signal).catch(() => undefined);
				await sleep(lookEveryMs);
			}
			if (bench.state === 'running') return;
			const { cells } = bench.status ?? {};
			say(`bench ${bench.id} ${bench.state}: ${bench.failure ?? `${cells?.done} recorded, ${cells?.failed} failed`}`);
		}
	};
	const slots = Promise.all([slot(), slot()]);
	return {
		all,
		recorded: () => all.reduce((sum, { status }) => sum + (status?.cells.done ?? 0), 0),
		settle: async (withinMs, signal) => {
			more = false;
			const over = sleep(withinMs, undefined, { signal, ref: false }).catch(() => undefined);
			await Promise.race([slots, over]);
		},
		lookAgain: async () => {
			for (const bench of all) if (bench.state === 'filled') await lookOnceMore(client, bench);
		},
		end: async () => {
			ending.abort();
			await slots;
		},
	};
}

/** Starts a bench; Temporal may be away, or have taken it without our hearing of it. */
async function start(client: Client, { id, config }: FollowedBench, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		try {
			await within(client, () =>
				client.workflow.start('bench', { taskQueue: 'bench', workflowId: id, args: [config] }),
			);
			return;
		} catch (error) {
			if (error instanceof WorkflowExecutionAlreadyStartedError) return;
			await sleep(lookEveryMs);
		}
	}
}

async function lookOnceMore(client: Client, bench: FollowedBench): Promise<void> {
	bench.state = 'running';
	const patience = AbortSignal.timeout(60_000);
	while (bench.state === 'running' && !patience.aborted) await look(client, bench, patience).catch(() => undefined);
}

async function look(client: Client, bench: FollowedBench, signal: AbortSignal): Promise<void> {
	const handle = client.workflow.getHandle(bench.id);
	const { status } = await within(client, () => handle.describe());
	bench.status = seenStatusSchema.parse(await within(client, () => handle.query('status')));
	if (status.name === 'RUNNING' || status.name === 'COMPLETED') {
		if (['awaiting-judge', 'done'].includes(bench.status.phase)) bench.state = 'filled';
		return;
	}
	const why = await within(client, () => handle.result()).catch(reasonOf);
	// A bench that could not even plan says so to whoever started it, who starts it again.
	if (bench.status.cells.total === 0) {
		bench.startedAgain.push(`${status.name}: ${why}`);
		return start(client, bench, signal);
	}
	bench.failure = `${status.name}: ${why}`;
	bench.state = 'failed';
}

/** @throws what says nothing about the bench itself */
function reasonOf(error: unknown): string {
	if (!(error instanceof WorkflowFailedError)) throw error;
	return error.cause?.message ?? error.message;
}

/** Nothing that Temporal or a worker leaves unanswered may hold the run up. */
function within<T>(client: Client, ask: () => Promise<T>): Promise<T> {
	return client.connection.withDeadline(Date.now() + 5_000, ask);
}
