import type { Client } from '@temporalio/client';
import { pauseSignal, resumeSignal } from '../contracts/messages';
import type { Status } from '../domain/bench/status';
import { TipBenchError } from '../domain/errors';
import { type ListedBench, queryStatus } from './temporal';

/** What came of asking a bench to pause, or to go on. */
export interface PauseAnswer {
	/** Whether it was told: `false` where it is so already. */
	readonly told: boolean;
	/** Whether a worker answered: else the bench hears it once one runs. */
	readonly heard: boolean;
}

/**
 * Asks a bench to finish its running cell and give the GPU back.
 * @throws TipBenchError NotCollecting
 */
export async function pauseBench(client: Client, bench: ListedBench): Promise<PauseAnswer> {
	const status = await collectingStatus(client, bench);
	if (status?.paused) return { told: false, heard: true };
	await client.workflow.getHandle(bench.id).signal(pauseSignal);
	return { told: true, heard: status !== null };
}

/**
 * Lets a paused bench go on.
 * @throws TipBenchError NotCollecting
 */
export async function resumeBench(client: Client, bench: ListedBench): Promise<PauseAnswer> {
	const status = await collectingStatus(client, bench);
	if (status?.paused === false) return { told: false, heard: true };
	await client.workflow.getHandle(bench.id).signal(resumeSignal);
	return { told: true, heard: status !== null };
}

/**
 * The status of a bench that can be paused and resumed, `null` when no worker answers: Temporal keeps the signal.
 * @throws TipBenchError NotCollecting
 */
async function collectingStatus(client: Client, { id, state }: ListedBench): Promise<Status | null> {
	const status = state === 'RUNNING' ? await queryStatus(client, id) : null;
	const phase = status?.phase ?? 'collecting';
	if (state === 'RUNNING' && ['planning', 'collecting', 'judging'].includes(phase)) return status;
	const is = state === 'RUNNING' ? phase : state.toLowerCase();
	throw new TipBenchError('NotCollecting', `bench ${id} generates nothing that could be paused: it is ${is}`);
}
