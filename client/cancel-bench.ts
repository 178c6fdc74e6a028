import type { Client } from '@temporalio/client';
import type { Trouble } from '../domain/bench/troubles';
import { type ListedBench, queryStatus } from './temporal';

/** What came of asking a bench to end. */
export interface CancelAnswer {
	/** `false` where it does not run any more. */
	readonly told: boolean;
	/** What keeps it from recording its accepted answers, which it does first. */
	readonly troubles: readonly Trouble[];
}

/** Ends a bench: aborts the running generation, keeps every recorded answer. */
export async function cancelBench(client: Client, { id, state }: ListedBench): Promise<CancelAnswer> {
	if (state !== 'RUNNING') return { told: false, troubles: [] };
	await client.workflow.getHandle(id).cancel();
	return { told: true, troubles: (await queryStatus(client, id))?.troubles ?? [] };
}
