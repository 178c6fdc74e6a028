import type { Client } from '@temporalio/client';
import { findBench } from '../client/find-bench';
import { type ListedSim, simNamed } from '../client/sims';
import type { ListedBench } from '../client/temporal';
import { here } from './here';

/**
 * Does something with the newest bench of a name, or with the simulation.
 * @param name a workflow id or an experiment
 * @throws TipBenchError TemporalUnavailable, UnknownName, and what the work throws
 */
export async function withBenchOrSim(
	name: string,
	work: {
		readonly bench: (client: Client, bench: ListedBench) => Promise<void>;
		readonly sim: (client: Client, sim: ListedSim) => Promise<void>;
	},
): Promise<void> {
	const client = await here().temporal();
	const sim = await simNamed(client, name);
	if (sim !== null) await work.sim(client, sim);
	else await work.bench(client, await findBench(client, name));
}
