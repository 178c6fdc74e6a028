import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Benches } from './benches';
import { isAtWork, within } from './followed-bench';

/** What the owner of a bench can do to it. */
export type OwnersAct = 'pause' | 'resume' | 'cancel' | 'terminate';

/**
 * The owner of one of the benches at work does something to it.
 * @returns the bench's id; `null` where none is at work
 */
export async function byOwner(
	client: Client,
	{ all }: Benches,
	act: OwnersAct,
	choice: number,
): Promise<string | null> {
	const atWork = all.filter(({ state, status }) => state === 'running' && isAtWork(status));
	const bench = atWork[Math.floor(choice * atWork.length)];
	if (bench === undefined) return null;
	await insist(client, bench.id, act);
	return bench.id;
}

/** Does it again until Temporal has heard it: a bench that is never resumed would only hang. */
export async function insist(client: Client, id: string, act: OwnersAct): Promise<void> {
	const handle = client.workflow.getHandle(id);
	const acts: Record<OwnersAct, () => Promise<unknown>> = {
		pause: () => handle.signal('pause'),
		resume: () => handle.signal('resume'),
		cancel: () => handle.cancel(),
		terminate: () => handle.terminate('the fault run does this now and then'),
	};
	for (;;) {
		try {
			await within(client, acts[act]);
			return;
		} catch (error) {
			// It has ended in between.
			if (error instanceof WorkflowNotFoundError) return;
			await sleep(500);
		}
	}
}
