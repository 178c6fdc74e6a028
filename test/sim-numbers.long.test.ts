import { cpus } from 'node:os';
import type { SimResult } from '../contracts/sim';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { committedPairs } from '../testbed/sim-runs';
import { startStackWorker, type WorkerProcess } from '../testbed/worker-process';

// How long ten thousand episodes take, with Temporal and MLflow beside them.

let benches: BenchClient;
let worker: WorkerProcess;

beforeAll(async () => {
	[benches, worker] = await Promise.all([connectBenchClient(), startStackWorker({})]);
}, 120_000);

afterAll(async () => {
	await worker.stop();
	await benches.close();
});

const most = 120_000;

test('10,000 episodes of 200 steps take at most two minutes, recording and decision included', async () => {
	const personas = 'early-bird,night-owl,parent,student,nurse,founder,gardener,retiree,tidy-desk,impatient';
	const args = [{ experiment: 'ten-thousand', personas, seeds: 500, steps: 200 }];
	const began = Date.now();
	const handle = await benches.client.workflow.start('sim', { taskQueue: 'bench', workflowId: 'ten-thousand', args });
	const result = (await handle.result()) as SimResult;
	const took = Date.now() - began;
	const { historyLength } = await handle.describe();
	console.log(
		`${result.episodes.done} episodes in ${took / 1000} s on ${cpus().length} processors, ${historyLength} events`,
	);
	expect(result.episodes).toEqual({ total: 10_000, done: 10_000, reused: 0 });
	expect(await committedPairs('ten-thousand')).toHaveLength(20);
	expect(took).toBeLessThan(most);
}, 600_000);
