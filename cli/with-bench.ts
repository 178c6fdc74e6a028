import type { Client } from '@temporalio/client';
import { findBench } from '../client/find-bench';
import type { ListedBench } from '../client/temporal';
import { here } from './here';

/**
 * Does something with the newest bench of a name.
 * @param name a workflow id or an experiment
 * @throws TipBenchError TemporalUnavailable, UnknownName, and what the work throws
 */
export async function withBench(
	name: string,
	work: (client: Client, bench: ListedBench) => Promise<void>,
): Promise<void> {
	const client = await here().temporal();
	await work(client, await findBench(client, name));
}
