import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type ConfigInput, parseConfig } from '../domain/config';
import { TipBenchError } from '../domain/errors';
import type { bench } from '../workflows';

/**
 * Starts a bench whose workflow id is the experiment's name.
 * @returns whether it was started now; `false` when a bench of this id runs already
 * @throws TipBenchError InvalidConfig with every fault that can be seen from here
 */
export async function startBench(client: Client, input: ConfigInput): Promise<{ id: string; started: boolean }> {
	const parsed = parseConfig(input);
	if ('faults' in parsed)
		throw new TipBenchError('InvalidConfig', parsed.faults.map((fault) => `- ${fault}`).join('\n'));
	const { experiment: id, models, prompts } = parsed.config;
	try {
		await client.workflow.start<typeof bench>('bench', {
			taskQueue: 'bench',
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
