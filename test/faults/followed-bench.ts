import { setTimeout as sleep } from 'node:timers/promises';
import {
	type Client,
	WorkflowExecutionAlreadyStartedError,
	WorkflowFailedError,
	WorkflowNotFoundError,
} from '@temporalio/client';
import type { z } from 'zod';
import { statusSchema } from '../../domain/bench/status';
import type { FaultBenchConfig } from './bench-config';

/** The part of a bench's status that counts here. */
const seenStatusSchema = statusSchema.pick({ phase: true, cells: true, failed_cells: true, notes: true });

/** A bench of the run, as far as it is known from outside. */
export interface FollowedBench {
	readonly id: string;
	readonly config: FaultBenchConfig;
	/** The last answer to the query `status`. */
	status: z.infer<typeof seenStatusSchema> | null;
	/** `running` until its cells are filled. */
	state: 'running' | 'filled' | 'failed';
	/** How it ended before its cells were filled, where that was in order; it was started again each time. */
	readonly startedAgain: string[];
	/** Why it failed for good. */
	failure: string | null;
}

/** Whether something of a bench's can be harmed: models generate for it, or judge. */
export function isAtWork(status: FollowedBench['status']): boolean {
	return status?.phase === 'collecting' || status?.phase === 'judging';
}

/** Starts a bench; Temporal may be away, or have taken it without our hearing of it. */
export async function startFollowedBench(
	client: Client,
	{ id, config }: FollowedBench,
	signal: AbortSignal,
): Promise<void> {
	while (!signal.aborted) {
		try {
			await within(client, () =>
				client.workflow.start('bench', { taskQueue: 'bench', workflowId: id, args: [config] }),
			);
			return;
		} catch (error) {
			if (error instanceof WorkflowExecutionAlreadyStartedError) return;
			await sleep(1_000);
		}
	}
}

/**
 * Looks how far a bench is; starts it again where it ended and that was in order.
 * @throws where Temporal, or the workers, do not tell
 */
export async function lookAt(client: Client, bench: FollowedBench, signal: AbortSignal): Promise<void> {
	const handle = client.workflow.getHandle(bench.id);
	const described = await within(client, () => handle.describe()).catch(nullWhereNone);
	if (described === null) {
		bench.startedAgain.push('DELETED');
		return startFollowedBench(client, bench, signal);
	}
	const { status } = described;
	bench.status = seenStatusSchema.parse(await within(client, () => handle.query('status')));
	if (status.name === 'RUNNING' || status.name === 'COMPLETED') {
		if (['awaiting-judge', 'done'].includes(bench.status.phase)) bench.state = 'filled';
		return;
	}
	const why = await within(client, () => handle.result()).then(String, reasonOf);
	if (mayStartAgain(bench, status.name, why)) {
		bench.startedAgain.push(`${status.name}: ${why}`);
		return startFollowedBench(client, bench, signal);
	}
	bench.failure = `${status.name}: ${why}`;
	bench.state = 'failed';
}

/** Somebody has deleted it. */
function nullWhereNone(error: unknown): null {
	if (error instanceof WorkflowNotFoundError) return null;
	throw error;
}

function mayStartAgain({ status, startedAgain }: FollowedBench, state: string, why: string): boolean {
	// A person of the run's did that.
	if (state === 'CANCELLED' || state === 'TERMINATED') return true;
	// Blocks of the execution before may still be recording what they have.
	if (startedAgain.length > 0 && why.includes('is filling the cells')) return true;
	// A bench that could not even plan says so to whoever started it.
	return status?.cells.total === 0;
}

/** @throws what says nothing about the bench itself */
function reasonOf(error: unknown): string {
	if (!(error instanceof WorkflowFailedError)) throw error;
	return error.cause?.message ?? error.message;
}

/** Nothing that Temporal or a worker leaves unanswered may hold the run up. */
export function within<T>(client: Client, ask: () => Promise<T>): Promise<T> {
	return client.connection.withDeadline(Date.now() + 5_000, ask);
}
