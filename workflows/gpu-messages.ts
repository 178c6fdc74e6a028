import { setHandler } from '@temporalio/workflow';
import { grantedSignal, letInSignal } from '../contracts/messages';
import { grantSchema } from '../contracts/workflows';
import { letInSchema } from '../domain/gpu/lease-messages';
import { decline, type GpuRequest } from './gpu-turn';

/** Hears what leases say to whoever asks them. @param requestOf what was asked of the lease of a queue, if anything */
export function listenToLeases(requestOf: (queue: string) => GpuRequest | undefined): void {
	setHandler(grantedSignal, async (payload) => {
		const grant = grantSchema.safeParse(payload);
		if (!grant.success) return;
		const request = requestOf(grant.data.queue);
		// One that waits for its judge runs for weeks, so the lease would never take back what it does not need.
		if (!request?.asked) await decline(grant.data);
		else if (request.number === grant.data.number) request.granted = grant.data;
	});
	setHandler(letInSignal, (payload) => {
		const asked = letInSchema.safeParse(payload);
		const request = asked.success ? requestOf(asked.data.queue) : undefined;
		// One that is about another grant comes too late to mean anything.
		if (request?.granted?.number === asked.data?.number && request !== undefined) request.letsIn = true;
	});
}
