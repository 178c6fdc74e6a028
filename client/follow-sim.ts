import { addAbortListener } from 'node:events';
import type { Client } from '@temporalio/client';
import type { SimResult } from '../contracts/sim';
import type { SimStatus } from '../domain/simulation/sim-status';
import { querySim } from './sims';

/** How following a simulation ended. */
type SimEnd = { readonly end: 'result'; readonly result: SimResult } | { readonly end: 'detached' };

const pollMs = 1_000;

/**
 * Looks at a simulation every second until it has its result. Aborting detaches: the simulation goes on.
 * @param show is given what each look sees; `null` where no worker answers
 * @throws WorkflowFailedError when it fails
 */
export async function followSim(
	client: Client,
	id: string,
	{ signal, show }: { signal: AbortSignal; show: (status: SimStatus | null) => void },
): Promise<SimEnd> {
	const handle = client.workflow.getHandle<(input: unknown) => Promise<SimResult>>(id);
	const ended = handle.result().then((result) => ({ end: 'result', result }) as const);
	ended.catch(() => undefined);
	const detached = new Promise<SimEnd>((resolve) => {
		addAbortListener(signal, () => resolve({ end: 'detached' }));
	});
	for (;;) {
		const seen = await Promise.race([querySim(client, id), ended, detached]);
		if (seen !== null && 'end' in seen) return seen;
		show(seen);
		const pause = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), pollMs));
		const end = await Promise.race([ended, detached, pause]);
		if (end !== undefined) return end;
	}
}
