import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { judgeWorkflowType } from '../../contracts/judge';
import { leaseQuery } from '../../contracts/messages';
import { blockWorkflowType, type LeaseStatus, leaseWorkflowId } from '../../contracts/workflows';
import { within } from './followed-bench';

/** A block whose bench is gone looks every minute while it works. Milliseconds. */
const patienceMs = 180_000;

/**
 * What still runs though no bench has work for it: blocks, and a bench that the lease takes for the GPU's holder. It gets
 * some time to end by itself.
 */
export async function leftBehind(client: Client): Promise<string[]> {
	for (const end = Date.now() + patienceMs; ; await sleep(1_000)) {
		const left = await lookWhatIsLeft(client).catch((error: unknown) => [`Temporal does not tell: ${error}`]);
		if (left.length === 0 || Date.now() > end) return left;
	}
}

async function lookWhatIsLeft(client: Client): Promise<string[]> {
	const left: string[] = [];
	const types = `WorkflowType = '${blockWorkflowType}' OR WorkflowType = '${judgeWorkflowType}'`;
	const query = `(${types}) AND ExecutionStatus = 'Running'`;
	for await (const { workflowId } of client.workflow.list({ query })) left.push(`${workflowId} runs`);
	const lease = client.workflow.getHandle(leaseWorkflowId('gpu'));
	const { status } = await within(client, () => lease.describe()).catch(nobodyHoldsIt);
	if (status.name !== 'RUNNING') return left;
	const { holder } = await within(client, () => lease.query<LeaseStatus>(leaseQuery));
	return holder === null ? left : [...left, `the lease has ${holder.workflow} for its holder`];
}

/** Somebody ended the lease, and no bench has needed one since. */
function nobodyHoldsIt(error: unknown): { status: { name: string } } {
	if (error instanceof WorkflowNotFoundError) return { status: { name: 'NONE' } };
	throw error;
}
