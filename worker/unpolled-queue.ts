import type { WorkerSetting } from './create-workers';
import { identityOf } from './identity';
import { pollersOf } from './other-pollers';

/** A server that takes longer is away, as far as a health check is concerned. */
const limitMs = 3_000;

/**
 * Which of its queues this process does not poll, as Temporal knows it, in a sentence; `null` where it polls all.
 * @throws what Temporal's answer was where it gave none
 */
export async function unpolledQueue({ connection, environment, mark }: WorkerSetting): Promise<string | null> {
	const { benchQueue, servesBench, simQueue, servesSim, gpuQueues, temporalNamespace } = environment;
	const others = servesSim ? [...gpuQueues, simQueue] : gpuQueues;
	const apart = others.map((queue) => ({ queue, side: 'activities' as const }));
	const bench = (['workflows', 'activities'] as const).map((side) => ({ queue: benchQueue, side }));
	const identity = identityOf(mark);
	for (const { queue, side } of servesBench ? [...bench, ...apart] : apart) {
		const pollers = await connection.withDeadline(Date.now() + limitMs, () =>
			pollersOf(connection, temporalNamespace, queue, side),
		);
		if (pollers.some((poller) => poller.identity === identity)) continue;
		return `Temporal at ${environment.temporalAddress} does not know this worker on the queue ${queue} (${side})`;
	}
	return null;
}
