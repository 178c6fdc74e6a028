import type { Client } from '@temporalio/client';
import { TipBenchError } from '../domain/errors';
import { nameHint } from '../domain/nearest-name';
import { describeBench } from './describe-bench';
import { type ListedBench, listBenches } from './temporal';

/**
 * The newest bench of this id, or else of this experiment; one that has ended only where none of this experiment runs.
 * @throws TipBenchError UnknownName
 */
export async function findBench(client: Client, name: string): Promise<ListedBench> {
	// One that has just begun is described at once, and listed a moment later.
	const described = await describeBench(client, name);
	if (described !== null) {
		const { failedTasks: _failedTasks, endedAt: _endedAt, ...bench } = described;
		if (bench.state === 'RUNNING') return bench;
		const running = await listBenches(client, true);
		return running.find(({ experiment }) => experiment === name) ?? bench;
	}
	const benches = await listBenches(client, false);
	const found = benches.find(({ experiment }) => experiment === name);
	if (found !== undefined) return found;
	const ids = [...new Set(benches.map(({ id }) => id))];
	const hint = nameHint(name, ids, 'there are none yet');
	throw new TipBenchError('UnknownName', `no bench ${name}; ${hint}`);
}
