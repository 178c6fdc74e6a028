import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type BenchWorkflow, benchQueue, benchWorkflowType } from '../contracts/workflows';
import { type Config, type ConfigInput, parseConfig } from '../domain/bench/config';
import { TipBenchError } from '../domain/errors';

/**
 * The config that an input means.
 * @throws TipBenchError InvalidConfig with every fault that can be seen from here
 */
export function refuseFaults(input: ConfigInput): Config {
	const parsed = parseConfig(input);
	if ('config' in parsed) return parsed.config;
	throw new TipBenchError('InvalidConfig', parsed.faults.map((fault) => `- ${fault}`).join('\n'));
}

/**
 * Starts a bench whose workflow id is the experiment's name.
 * @returns whether it was started now; `false` when a bench of this id runs already
 * @throws TipBenchError InvalidConfig with every fault that can be seen from here
 */
export async function startBench(client: Client, input: ConfigInput): Promise<{ id: string; started: boolean }> {
	const { experiment: id, models, prompts } = refuseFaults(input);
	try {
		await client.workflow.start<BenchWorkflow>(benchWorkflowType, {
			taskQueue: benchQueue,
			workflowId: id,
			args: [input],
			staticSummary: `${id}: ${models.join(', ')} × ${prompts.join(', ')}`.slice(0, 200),
		});
		return { id, started: true };
	} catch (error) {
		if (error instanceof WorkflowExecutionAlreadyStartedError) return { id, started: false };
		throw error;
	}
}
