import type { SimResult } from '../contracts/sim';
import type { SimStatus } from '../domain/simulation/sim-status';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { rawRuns } from '../testbed/raw-mlflow';
import { episodesOf } from '../testbed/sim-runs';
import { startStackWorker, type WorkerProcess } from '../testbed/worker-process';

// Workers that are killed (SIGKILL) again and again while a simulation runs, records and decides.

const kills = 60;

let benches: BenchClient;
let worker: WorkerProcess;

beforeAll(async () => {
	[benches, worker] = await Promise.all([connectBenchClient(), startStackWorker({})]);
}, 120_000);

afterAll(async () => {
	await worker.stop();
	await benches.close();
});

const input = { personas: 'early-bird,night-owl,parent,student,nurse', seeds: 120, steps: 200, batch: 10 };
const episodes = 5 * 2 * 120;

const start = (id: string) =>
	benches.client.workflow.start('sim', { taskQueue: 'bench', workflowId: id, args: [{ ...input, experiment: id }] });

test(`${kills} kills lose no episode and double none`, async () => {
	const quiet = (await (await start('quiet')).result()) as SimResult;
	let done = 0;
	let experiments = 0;
	const results: SimResult[] = [];
	while (done < kills) {
		experiments += 1;
		const id = `killed-${experiments}`;
		const handle = await start(id);
		let ended = false;
		const result = handle.result().finally(() => {
			ended = true;
		}) as Promise<SimResult>;
		while (!ended && done < kills) {
			// At any moment: while it plans, simulates, records and decides.
			await new Promise((resolve) => setTimeout(resolve, 200 + ((done * 7919) % 2_500)));
			await worker.kill();
			done += 1;
			worker = await startStackWorker({});
			const seen = await handle.query<SimStatus>('status').catch(() => null);
			if (seen !== null) console.log(`kill ${done}: ${id} ${seen.phase} ${seen.episodes.done}/${seen.episodes.total}`);
		}
		results.push(await result);
		const runs = (await rawRuns(id)).filter(({ tags }) => tags.kind === 'sim');
		expect(runs.map(({ tags }) => tags.committed)).toEqual(runs.map(() => 'true'));
		expect(await episodesOf(id)).toEqual(await episodesOf('quiet'));
	}
	for (const each of results) {
		expect(each.episodes).toEqual({ total: episodes, done: episodes, reused: 0 });
		expect(each.policies).toEqual(quiet.policies);
		expect(each.decision?.answer).toBe(quiet.decision?.answer);
	}
}, 3_600_000);
