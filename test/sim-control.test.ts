import type { SimResult } from '../contracts/sim';
import type { SimStatus } from '../domain/simulation/sim-status';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { oneLine, tipBench } from '../testbed/commands';
import { callMlflow } from '../testbed/raw-mlflow';
import { committedPairs, episodesOf } from '../testbed/sim-runs';
import { until } from '../testbed/until';
import { startStackWorker, type WorkerProcess } from '../testbed/worker-process';

// Simulations that are paused, cancelled and left by their workers, on real Temporal and MLflow.

let benches: BenchClient;
let worker: WorkerProcess;

beforeAll(async () => {
	[benches, worker] = await Promise.all([connectBenchClient(), startStackWorker({})]);
}, 120_000);

afterAll(async () => {
	await worker.stop();
	await benches.close();
});

/** Some seconds of episodes, in batches of a moment. */
const long = { seeds: 150, steps: 100, personas: 'early-bird,night-owl,parent', batch: 10 };
const episodes = 3 * 2 * 150;

/** So many that a cancel or a kill comes long before the last one, however quick the machine is. */
const many = `${long.personas},student,nurse,founder,gardener,retiree,tidy-desk,impatient`;
const pairs = 10 * 2;

async function start(id: string, input: object = {}): Promise<void> {
	const args = [{ ...long, experiment: id, ...input }];
	await benches.client.workflow.start('sim', { taskQueue: 'bench', workflowId: id, args });
}

const handleOf = (id: string) => benches.client.workflow.getHandle(id);
const statusOf = (id: string) => handleOf(id).query<SimStatus>('status');
const begun = (id: string) => until(async () => (await statusOf(id)).episodes.done > 0);

test('a paused one begins no further episode, and goes on where it was', async () => {
	await start('paused-sim');
	await begun('paused-sim');
	// The command takes longer to start than the episodes take to end.
	await handleOf('paused-sim').signal('pause');
	const settled = async () => {
		const { pendingActivities } = (await handleOf('paused-sim').describe()).raw;
		return (pendingActivities ?? []).length === 0;
	};
	await until(settled);
	const { done } = (await statusOf('paused-sim')).episodes;
	expect(done).toBeLessThan(episodes);
	await new Promise((resolve) => setTimeout(resolve, 3_000));
	expect(await statusOf('paused-sim')).toMatchObject({ phase: 'simulating', paused: true, episodes: { done } });
	expect((await tipBench(['status', 'paused-sim'])).stdout).toContain('paused');
	expect((await tipBench(['pause', 'paused-sim'])).stderr).toContain('is paused already');
	expect(await tipBench(['resume', 'paused-sim'])).toMatchObject({ code: 0 });
	const result = (await handleOf('paused-sim').result()) as SimResult;
	expect(result.episodes).toEqual({ total: episodes, done: episodes, reused: 0 });
	expect(oneLine(await tipBench(['pause', 'paused-sim']))).toContain('NotCollecting');
});

test('a cancelled one keeps what it recorded, and the next one runs the rest alone', async () => {
	await start('cancelled-sim', { personas: many });
	await until(async () => (await statusOf('cancelled-sim')).pairs.recorded > 0);
	await handleOf('cancelled-sim').cancel();
	await expect(handleOf('cancelled-sim').result()).rejects.toThrow();
	expect(await benches.stateOf('cancelled-sim')).toBe('CANCELLED');
	expect((await tipBench(['cancel', 'cancelled-sim'])).stderr).toContain('is not running: it is cancelled');
	const kept = await committedPairs('cancelled-sim');
	expect(kept.length).toBeGreaterThan(0);
	expect(kept.length).toBeLessThan(pairs);
	await start('again-sim', { experiment: 'cancelled-sim', personas: many });
	const { episodes: came } = (await handleOf('again-sim').result()) as SimResult;
	const total = pairs * 150;
	expect(came).toEqual({ total, done: total - kept.length * 150, reused: kept.length * 150 });
	expect(await episodesOf('cancelled-sim')).toEqual(expect.objectContaining(await episodesOf('paused-sim')));
	expect(await committedPairs('cancelled-sim')).toHaveLength(pairs);
});

test('workers that are killed lose no episode and double none', async () => {
	await start('killed-sim', { batch: 20, personas: many });
	for (let kills = 0; kills < 3; kills += 1) {
		const { done } = (await statusOf('killed-sim')).episodes;
		await until(async () => (await statusOf('killed-sim')).episodes.done > done);
		await worker.kill();
		worker = await startStackWorker({});
	}
	const result = (await handleOf('killed-sim').result()) as SimResult;
	const total = pairs * 150;
	expect(result.episodes).toEqual({ total, done: total, reused: 0 });
	expect(await episodesOf('killed-sim')).toEqual(await episodesOf('cancelled-sim'));
}, 300_000);

test('more seeds run the new ones alone, and one run has them all', async () => {
	await start('more-sim', { experiment: 'paused-sim', seeds: 153 });
	const { episodes: came } = (await handleOf('more-sim').result()) as SimResult;
	expect(came).toEqual({ total: 3 * 2 * 153, done: 3 * 2 * 3, reused: episodes });
	expect(await committedPairs('paused-sim')).toHaveLength(6);
	const before = await episodesOf('killed-sim');
	const after = await episodesOf('paused-sim');
	for (const [pair, rewards] of Object.entries(after)) expect(rewards.slice(0, 150)).toEqual(before[pair]);
});

test('two of other ids on one experiment decide the same, and leave one run a pair', async () => {
	await Promise.all(['one-sim', 'two-sim'].map((id) => start(id, { experiment: 'both-sims' })));
	const results = await Promise.all(['one-sim', 'two-sim'].map((id) => handleOf(id).result() as Promise<SimResult>));
	expect(results[1]?.policies).toEqual(results[0]?.policies);
	// Those that decide in the same moment keep one decision each.
	expect(results[1]?.decision).toEqual({ ...results[0]?.decision, run_id: expect.any(String) });
	const both = await episodesOf('both-sims');
	expect(Object.keys(both)).toHaveLength(3 * 2);
	expect(await episodesOf('killed-sim')).toEqual(expect.objectContaining(both));
});

test('one whose runs somebody deletes ends, says so, and the next one makes them again', async () => {
	await start('robbed-sim', { personas: many });
	await until(async () => (await statusOf('robbed-sim')).pairs.recorded > 0);
	const [run] = await committedPairs('robbed-sim');
	await callMlflow('runs/delete', { run_id: run?.info.run_id });
	await expect(handleOf('robbed-sim').result()).rejects.toMatchObject({
		cause: { type: 'UnknownName', message: expect.stringMatching(/lacks episodes of .* start the simulation again/) },
	});
	await start('healed-sim', { experiment: 'robbed-sim', personas: many });
	const { episodes: came } = (await handleOf('healed-sim').result()) as SimResult;
	expect(came).toMatchObject({ done: 150, reused: pairs * 150 - 150 });
	const [changed] = await committedPairs('robbed-sim');
	const lie = { run_id: changed?.info.run_id, key: 'episodes', value: '9999' };
	await callMlflow('runs/set-tag', lie);
	await start('lied-sim', { experiment: 'robbed-sim', personas: many });
	await expect(handleOf('lied-sim').result()).rejects.toMatchObject({
		cause: { type: 'RunDamaged', message: expect.stringContaining('says that it has 9999 episodes, and has 150') },
	});
});

test('one whose history grows long continues as new, and its result is that of one', async () => {
	await start('long-sim', { personas: 'early-bird,night-owl,parent', seeds: 250, steps: 5, batch: 1 });
	await handleOf('long-sim').result();
	const { raw } = await benches.client.workflow.getHandle('long-sim').describe();
	const { firstRunId, execution } = raw.workflowExecutionInfo ?? {};
	expect(firstRunId).not.toBe(execution?.runId);
	const rewards = Object.values(await episodesOf('long-sim'));
	expect(rewards.map((each) => each.length)).toEqual([250, 250, 250, 250, 250, 250]);
}, 300_000);
