import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { temporalCli, tipBench } from '../testbed/commands';
import { rawRuns } from '../testbed/raw-mlflow';
import { babbler, babblerContext, testStack } from '../testbed/stack';
import { until } from '../testbed/until';

// A model that never ends by itself: its first cell runs until somebody ends it.
const endless = { models: babbler, prompts: 'v1', n_scenarios: 2, num_predict: 10_000_000, num_ctx: babblerContext };

const start = (id: string, input: object) =>
	temporalCli(
		...['workflow', 'start', '--task-queue', 'bench', '--type', 'bench', '--workflow-id', id],
		...['--input', JSON.stringify(input)],
	);

const stateOf = async (id: string) =>
	JSON.parse((await tipBench(['status', id, '--json'])).stdout) as { state: string; phase: string };

const residentCount = async () => {
	const answer = await fetch(`${testStack().ollama}/api/ps`);
	return ((await answer.json()) as { models: unknown[] }).models.length;
};

test('a bench that finds its cells being filled ends as ExperimentBusy, naming the other; cancel aborts the generation', async () => {
	const input = { ...endless, experiment: 'cancelled' };
	await start('the-first', input);
	await until(async () => (await residentCount()) === 1);

	const second = await temporalCli(
		...['workflow', 'execute', '--task-queue', 'bench', '--type', 'bench', '--workflow-id', 'the-second'],
		...['--input', JSON.stringify(input), '--output', 'json'],
	);
	expect(second.stdout).toContain('ExperimentBusy');
	expect(second.stdout).toContain('the-first');

	expect(await tipBench(['cancel', 'the-first'])).toMatchObject({ code: 0 });
	await until(async () => (await stateOf('the-first')).state === 'CANCELLED', 10_000);
	// The lease unloads what the bench has left, since nobody else waits.
	await until(async () => (await residentCount()) === 0, 10_000);
	expect(await rawRuns('cancelled')).toEqual([]);
});

/** One word of the same model: Ollama answers one at a time, so this ends when the generation before it has. */
async function askForOneToken(): Promise<number> {
	// The options are those that the bench loaded it with: with others Ollama would load it again.
	const options = { num_ctx: babblerContext, num_predict: 1 };
	const body = JSON.stringify({ model: babbler, prompt: 'hi', stream: false, keep_alive: 600, options });
	const answer = await fetch(`${testStack().ollama}/api/generate`, { method: 'POST', body });
	expect(await answer.json()).toMatchObject({ done: true });
	return performance.now();
}

test('two seconds after a cancel the GPU is idle', async () => {
	await start('aborted', { ...endless, experiment: 'aborted' });
	await until(async () => (await residentCount()) === 1);
	await until(async () => (await stateOf('aborted')).phase === 'collecting');
	const connection = await Connection.connect({ address: testStack().temporal });
	try {
		const waited: number[] = [];
		const idle = askForOneToken();
		idle.then((at) => waited.push(at));
		await sleep(1_500);
		expect(waited).toEqual([]);
		const cancelledAt = performance.now();
		await new Client({ connection }).workflow.getHandle('aborted').cancel();
		const ms = (await idle) - cancelledAt;
		process.stderr.write(`from the cancel to an idle Ollama: ${ms.toFixed(0)} ms\n`);
		expect(ms).toBeLessThan(2_000);
	} finally {
		await connection.close();
	}
	await until(async () => (await stateOf('aborted')).state === 'CANCELLED', 10_000);
	await until(async () => (await residentCount()) === 0, 10_000);
});

test('an answer that was accepted before the cancel stays recorded, and a later bench goes on from there', async () => {
	const input = { ...endless, models: `tiny-a:latest,${babbler}`, experiment: 'goes-on' };
	await start('goes-on', input);
	await until(async () => (await rawRuns('goes-on')).length === 2);
	await until(async () => (await residentCount()) === 1);
	await tipBench(['cancel', 'goes-on']);
	await until(async () => (await stateOf('goes-on')).state === 'CANCELLED', 10_000);
	expect(await rawRuns('goes-on')).toHaveLength(2);

	const args = ['--models', 'tiny-a:latest', '--prompts', 'v1', '--n-scenarios', '2', '--num-predict', '10000000'];
	args.push('--num-ctx', `${babblerContext}`);
	const again = await tipBench(['run', '--experiment', 'goes-on', ...args, '--json']);
	expect(JSON.parse(again.stdout)).toMatchObject({ cells: { total: 2, done: 0, reused: 2 } });
	await tipBench(['cancel', 'goes-on']);
});

test('a bench that is terminated and started again waits for what is left of its former self, and goes on', async () => {
	const id = 'started-again';
	await start(id, { ...endless, experiment: id });
	await until(async () => (await residentCount()) === 1);
	await temporalCli('workflow', 'terminate', '--workflow-id', id);
	await start(id, { ...endless, experiment: id });
	const atWork = async () => JSON.parse((await tipBench(['status', id, '--json'])).stdout).models_at_work as string[];
	await until(async () => (await atWork()).length === 1);
	expect(await stateOf(id)).toMatchObject({ state: 'RUNNING' });
	await tipBench(['cancel', id]);
	await until(async () => (await stateOf(id)).state === 'CANCELLED', 10_000);
});
