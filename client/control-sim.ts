import type { Client } from '@temporalio/client';
import { pauseSignal, resumeSignal } from '../contracts/messages';
import { TipBenchError } from '../domain/errors';
import type { PauseAnswer } from './pause-bench';
import { type ListedSim, querySim } from './sims';

/**
 * Asks a simulation to begin no further episodes, or to go on.
 * @throws TipBenchError NotCollecting
 */
export async function pauseSim(client: Client, { id, state }: ListedSim, pause: boolean): Promise<PauseAnswer> {
	const status = state === 'RUNNING' ? await querySim(client, id) : null;
	const phase = status?.phase ?? 'simulating';
	if (state !== 'RUNNING' || !['planning', 'simulating'].includes(phase)) {
		const is = state === 'RUNNING' ? phase : state.toLowerCase();
		throw new TipBenchError('NotCollecting', `simulation ${id} runs no episodes that could be paused: it is ${is}`);
	}
	if (status?.paused === pause) return { told: false, heard: true };
	await client.workflow.getHandle(id).signal(pause ? pauseSignal : resumeSignal);
	return { told: true, heard: status !== null };
}

/** Ends a simulation; what it has recorded stays. @returns `false` where it does not run any more */
export async function cancelSim(client: Client, { id, state }: ListedSim): Promise<boolean> {
	if (state !== 'RUNNING') return false;
	await client.workflow.getHandle(id).cancel();
	return true;
}
