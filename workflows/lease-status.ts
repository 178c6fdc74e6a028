import type { LeaseStatus } from '../contracts/workflows';
import type { Lease } from '../domain/gpu/lease';

/** What a lease answers to whoever asks. */
export function leaseStatus(queue: string, { holder, waiting, resident }: Lease): LeaseStatus {
	const time = (since: number) => new Date(since).toISOString();
	return {
		queue,
		holder: holder && { workflow: holder.workflow, model: holder.model.name, since: time(holder.since) },
		waiting: waiting.map(({ workflow, wants, since }) => ({
			workflow,
			wants: wants.map(({ name }) => name),
			since: time(since),
		})),
		resident: holder?.model.name ?? resident?.name ?? null,
	};
}

/** The same for the Temporal UI, in Markdown. */
export function describeLease(queue: string, lease: Lease): string {
	const { holder, waiting, resident } = leaseStatus(queue, lease);
	const lines = [
		holder === null
			? `**${queue}** is free`
			: `**${queue}** is held by \`${holder.workflow}\` for \`${holder.model}\` since ${holder.since}`,
		`Resident: ${resident ?? 'nothing of ours'}`,
		...waiting.map(({ workflow, since }) => `- \`${workflow}\` waits since ${since}`),
	];
	return lines.join('\n');
}
