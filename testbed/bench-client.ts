import { Client, Connection } from '@temporalio/client';
import type { LeaseStatus } from '../contracts/workflows';
import { leaseWorkflowId } from '../contracts/workflows';
import { type Status, statusSchema } from '../domain/bench/status';
import { testStack } from './stack';

/** Benches and leases over Temporal's own client: looking often by a command would take the processors. */
export interface BenchClient {
	readonly client: Client;
	/** Starts a bench whose id is its experiment's name. */
	start(
		input: { readonly experiment: string; readonly [key: string]: unknown },
		executionTimeout?: '20 seconds',
	): Promise<void>;
	status(id: string): Promise<Status>;
	/** `RUNNING`, `CANCELLED`, … */
	stateOf(id: string): Promise<string>;
	/** How many cells of an experiment Temporal has handed to the GPU's queue, the running one among them. */
	queued(experiment: string): Promise<number>;
	/** What the lease of a GPU's queue says. */
	lease(queue: string): Promise<LeaseStatus>;
	close(): Promise<void>;
}

/** Connects to the tests' Temporal, or to another. */
export async function connectBenchClient(address = testStack().temporal): Promise<BenchClient> {
	const connection = await Connection.connect({ address });
	const client = new Client({ connection });
	return {
		client,
		start: async (input, executionTimeout) => {
			const limit = executionTimeout === undefined ? {} : { workflowExecutionTimeout: executionTimeout };
			const { experiment: workflowId } = input;
			await client.workflow.start('bench', { taskQueue: 'bench', workflowId, args: [input], ...limit });
		},
		status: async (id) => statusSchema.parse(await client.workflow.getHandle(id).query('status')),
		stateOf: async (id) => (await client.workflow.getHandle(id).describe()).status.name,
		queued: async (experiment) => {
			let queued = 0;
			for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = 'collect'` })) {
				if (!workflowId.startsWith(`collect/${experiment}/`)) continue;
				const { raw } = await client.workflow.getHandle(workflowId).describe();
				queued += raw.pendingActivities?.filter(({ activityType }) => activityType?.name === 'generate').length ?? 0;
			}
			return queued;
		},
		lease: (queue) => client.workflow.getHandle(leaseWorkflowId(queue)).query<LeaseStatus>('status'),
		close: () => connection.close(),
	};
}
