import type { Client } from '@temporalio/client';
import type { SimResult } from '../contracts/sim';
import type { SimStatus } from '../domain/simulation/sim-status';
import { type Followed, followWorkflow } from './follow-workflow';
import { resultOf } from './result-of';
import { querySim } from './sims';

/**
 * Looks at a simulation every second until it has its result. Aborting detaches: the simulation goes on.
 * @param show is given what each look sees; `null` where no worker answers
 * @throws WorkflowFailedError when it fails
 */
export async function followSim(
	client: Client,
	id: string,
	{ signal, show }: { signal: AbortSignal; show: (status: SimStatus | null) => void },
): Promise<Followed<SimResult>> {
	return followWorkflow({
		result: resultOf<(input: unknown) => Promise<SimResult>>(client, id),
		look: () => querySim(client, id),
		...{ signal, show },
	});
}
