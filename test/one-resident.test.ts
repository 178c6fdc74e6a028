import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { startTemporal } from '../local/temporal';
import { tipBench } from '../testbed/commands';
import { runToJudge } from '../testbed/judge-bench';
import { ownParts } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import { babbler, testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { watchResident } from '../testbed/watch-resident';
import { startStackWorker, type WorkerProcess } from '../testbed/worker-process';
import { longTest } from './support/long-test';

const started: { stop(): Promise<void> }[] = [];

afterAll(async () => {
	for (const each of started.reverse()) await each.stop();
});

async function startWorker(queues: string, temporal: string): Promise<WorkerProcess> {
	const worker = await startStackWorker({ TEMPORAL_ADDRESS: temporal, TIP_BENCH_QUEUES: queues });
	started.push(worker);
	return worker;
}

/** A person who uses a model of their own by hand, again and again, in the Ollama that the benches use. */
function useByHand(ollamaUrl: string) {
	let going = true;
	let answers = 0;
	const used = (async () => {
		for (; going; await sleep(300)) {
			const body = { model: babbler, prompt: 'hi', stream: false, keep_alive: 300, options: { num_predict: 3 } };
			const answer = await fetch(`${ollamaUrl}/api/generate`, { method: 'POST', body: JSON.stringify(body) });
			if (answer.ok && ((await answer.json()) as { done: boolean }).done) answers += 1;
		}
	})();
	return {
		answers: () => answers,
		end: async () => {
			going = false;
			await used;
		},
	};
}

/** The cells that an experiment has, one key a run that bears the commit mark. */
async function committedKeys(experiment: string): Promise<string[]> {
	const committed = (await rawRuns(experiment)).filter(({ tags }) => tags.committed === 'true');
	return committed.map(({ tags }) => tags.cell_key ?? '');
}

/** Asks for work of the queue `gpu` once, as a worker elsewhere would. */
async function pollAsAnotherMachine(address: string): Promise<void> {
	const connection = await Connection.connect({ address });
	const poll = { namespace: 'default', taskQueue: { name: 'gpu' }, identity: '7@another-machine' };
	// The server takes no poll that would end sooner.
	await connection
		.withDeadline(Date.now() + 5_000, () => connection.workflowService.pollActivityTaskQueue(poll))
		.catch(() => undefined);
	await connection.close();
}

const cells = ['--prompts', 'v1,v2-mentor', '--n-scenarios', '4', '--num-predict', '24'];

test('two workers, two benches and a person on one GPU never bring two of our models into memory', async () => {
	const { temporal, ollama } = testStack();
	// Queues of two names hide from the lease, and from a worker's own lock, that they are one GPU.
	const lines = [
		{ queue: 'gpu-x', url: ollama, model: tinyModels[0], experiment: 'one-gpu-x' },
		{ queue: 'gpu-y', url: ollama.replace('127.0.0.1', 'localhost'), model: tinyModels[1], experiment: 'one-gpu-y' },
	];
	for (const { queue } of lines) await startWorker(queue, temporal);
	const watch = await watchResident(ollama);
	const person = useByHand(ollama);
	await Promise.all(
		lines.map(({ queue, url, model, experiment }) => {
			const gpus = JSON.stringify({ [queue]: url });
			return runToJudge(['--experiment', experiment, '--models', model, '--gpus', gpus, ...cells], {});
		}),
	);
	await person.end();
	await watch.end();

	for (const { experiment } of lines) {
		const keys = await committedKeys(experiment);
		expect(keys).toHaveLength(8);
		expect(new Set(keys).size).toBe(8);
		await tipBench(['cancel', experiment]);
	}
	const ours = watch.seen.map((names) => names.filter((name) => name !== babbler));
	expect(Math.max(...ours.map((names) => names.length))).toBe(1);
	// The test means something only if both benches ran at once, and this Ollama does hold two models when asked to.
	const turns = ours.flat().filter((name, at, all) => name !== all[at - 1]);
	expect(turns.length).toBeGreaterThan(3);
	expect(Math.max(...watch.seen.map((names) => names.length))).toBeGreaterThan(1);
	expect(person.answers()).toBeGreaterThan(3);
	expect(watch.looks()).toBeGreaterThan(100);
}, 240_000);

longTest(
	'a second worker says that another serves the GPU, and takes over when that one is killed',
	async () => {
		const temporal = await startTemporal(ownParts());
		started.push(temporal);
		await pollAsAnotherMachine(temporal.address);
		const first = await startWorker('bench,gpu', temporal.address);
		await until(async () => first.said().includes('another machine, 7@another-machine, serves gpu too'), 5_000);
		const second = await startWorker('bench,gpu', temporal.address);
		expect(first.said()).toContain('serves bench, gpu; Ctrl-C ends it');
		expect(second.said()).toContain(`another worker (pid ${first.pid}) serves gpu; this one waits until that ends`);
		expect(second.said()).toContain('serves bench, stands by for gpu; Ctrl-C ends it');

		const experiment = 'taken-over';
		const watch = await watchResident(testStack().ollama);
		const env = { TEMPORAL_ADDRESS: temporal.address };
		const args = ['--experiment', experiment, '--models', tinyModels.join(), ...cells];
		const run = runToJudge(args, env);
		await until(async () => (await rawRuns(experiment)).length >= 3);
		await first.kill();
		const killedAt = Date.now();
		await until(async () => second.said().includes('this one serves gpu now'), 5_000);
		expect(Date.now() - killedAt).toBeLessThan(5_000);
		expect(await run).toMatchObject({ cells: { total: 16, done: 16, failed: 0 } });
		await watch.end();
		const keys = await committedKeys(experiment);
		expect(keys).toHaveLength(16);
		expect(new Set(keys).size).toBe(16);
		expect(watch.seen.filter((names) => names.length > 1)).toEqual([]);
		expect(watch.seen.flat().length).toBeGreaterThan(0);
		await tipBench(['cancel', experiment], env);
	},
	240_000,
);
