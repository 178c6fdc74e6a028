import type { Client } from '@temporalio/client';
import { benchWorkflowType } from '../contracts/workflows';
import { type Config, type ConfigInput, parseConfig } from '../domain/bench/config';
import { TipBenchError } from '../domain/errors';
import { type Started, startOnce } from './start-once';

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
export async function startBench(client: Client, input: ConfigInput): Promise<Started> {
	const { experiment: id, models, prompts } = refuseFaults(input);
	const summary = `${id}: ${models.join(', ')} × ${prompts.join(', ')}`;
	return startOnce(client, benchWorkflowType, { id, input, summary });
}
