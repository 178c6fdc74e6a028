import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { type LeaseStatus, leaseWorkflowId, leaseWorkflowType } from '../contracts/workflows';
import type { Status } from '../domain/bench/status';
import { queryPatiently } from './temporal';

/** Who holds the GPUs that a bench waits for: workflow ids by queue; a queue that is not in it is lent to nobody we know. */
export type Holders = ReadonlyMap<string, string>;

/** The lease of one GPU. */
export interface ListedLease {
	/** The task queue that stands for the GPU. */
	readonly queue: string;
	/** Its own word, or `null` when no worker answers in time. */
	readonly status: LeaseStatus | null;
}

/** The leases of all GPUs that a bench has ever asked for, by name. */
export async function listLeases(client: Client): Promise<ListedLease[]> {
	const query = `WorkflowType = '${leaseWorkflowType}' AND ExecutionStatus = 'Running'`;
	const queues: string[] = [];
	for await (const { workflowId } of client.workflow.list({ query })) {
		queues.push(workflowId.slice(leaseWorkflowId('').length));
	}
	return Promise.all(queues.sort().map(async (queue) => ({ queue, status: await leaseStatus(client, queue) })));
}

/** Which others hold the GPUs that a bench waits for, as far as their leases answer. */
export async function holdersOf(client: Client, id: string, status: Status | null): Promise<Holders> {
	const holders = new Map<string, string>();
	const ask = async (queue: string) => {
		const holder = (await leaseStatus(client, queue))?.holder;
		// It may have been granted what it does not know of yet.
		if (holder && holder.workflow !== id) holders.set(queue, holder.workflow);
	};
	await Promise.all((status?.waiting_for ?? []).map(ask));
	return holders;
}

function leaseStatus(client: Client, queue: string): Promise<LeaseStatus | null> {
	return queryPatiently<LeaseStatus>(client, leaseWorkflowId(queue));
}

/** Whether a workflow that holds a lease runs still, whichever run of its chain it has come to. */
export async function isHolderRunning(client: Client, workflowId: string): Promise<boolean> {
	try {
		return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
	} catch (error) {
		// Its history has passed the time that the server keeps it for.
		if (error instanceof WorkflowNotFoundError) return false;
		throw error;
	}
}
