import type { Client } from '@temporalio/client';
import type { Status } from '../domain/bench/status';
import { type DescribedBench, describeBench } from './describe-bench';
import { type Holders, holdersOf } from './leases';
import { queryStatus } from './temporal';

/** What is seen of a bench at one moment. */
export interface BenchSight {
	readonly bench: DescribedBench;
	/** Its own word, of an ended one too; `null` when no worker answers. */
	readonly status: Status | null;
	/** Who holds the GPUs that it waits for. */
	readonly holders: Holders;
}

/**
 * Looks at the newest run of a bench: two requests of Temporal, and one more for each GPU that it waits for. `null` where
 * Temporal knows of no such bench.
 */
export async function lookAtBench(client: Client, id: string): Promise<BenchSight | null> {
	const bench = await describeBench(client, id);
	if (bench === null) return null;
	const status = await queryStatus(client, id);
	const waiting = bench.state === 'RUNNING' ? status : null;
	return { bench, status, holders: await holdersOf(client, id, waiting) };
}
