import type { BenchClient } from './bench-client';
import { temporalCli } from './commands';
import { tinyModels } from './stack';
import { until } from './until';

/** How a bench may lose a GPU that it holds; `lost`: it is the lease itself that is terminated. */
export const ways = ['terminated', 'timed-out', 'cancelled', 'lost'] as const;

export type Way = (typeof ways)[number];

/** The queue of one way's GPU. Nobody serves it, so that who holds it holds it until something happens. */
export const queueOf = (way: Way) => `gpu-${way}`;

/** Lets one bench hold a GPU and another wait for it, then takes the holder away in one way. */
export async function loseHolder(benches: BenchClient, ollamaUrl: string, way: Way): Promise<void> {
	const queue = queueOf(way);
	const input = (experiment: string) => ({
		...{ experiment, models: tinyModels[0], prompts: 'v1', n_scenarios: 2, num_predict: 24 },
		gpus: { [queue]: ollamaUrl },
	});
	const holder = `${way}-holder`;
	await benches.start(input(holder), way === 'timed-out' ? '20 seconds' : undefined);
	await until(async () => (await benches.lease(queue)).holder?.workflow === holder);
	await benches.start(input(`${way}-waiter`));
	await until(async () => (await benches.lease(queue)).waiting.length === 1);
	if (way === 'terminated') await temporalCli('workflow', 'terminate', '--workflow-id', holder);
	if (way === 'lost') await temporalCli('workflow', 'terminate', '--workflow-id', `gpu-lease/${queue}`);
	if (way === 'cancelled' || way === 'lost') await benches.client.workflow.getHandle(holder).cancel();
}
