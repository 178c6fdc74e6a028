import { temporalCli, tipBench } from './support/commands';
import { rawRuns } from './support/raw-mlflow';
import { babbler, testStack } from './support/stack';
import { until } from './support/until';

// A model that never ends by itself: its first cell runs until somebody ends it.
const endless = { models: babbler, prompts: 'v1', n_scenarios: 2, num_predict: 10_000_000 };

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

test('an answer that was accepted before the cancel stays recorded, and a later bench goes on from there', async () => {
	const input = { ...endless, models: `tiny-a:latest,${babbler}`, experiment: 'goes-on' };
	await start('goes-on', input);
	await until(async () => (await rawRuns('goes-on')).length === 2);
	await until(async () => (await residentCount()) === 1);
	await tipBench(['cancel', 'goes-on']);
	await until(async () => (await stateOf('goes-on')).state === 'CANCELLED', 10_000);
	expect(await rawRuns('goes-on')).toHaveLength(2);

	const args = ['--models', 'tiny-a:latest', '--prompts', 'v1', '--n-scenarios', '2', '--num-predict', '10000000'];
	const again = await tipBench(['run', '--experiment', 'goes-on', ...args, '--json']);
	expect(JSON.parse(again.stdout)).toMatchObject({ cells: { total: 2, done: 0, reused: 2 } });
	await tipBench(['cancel', 'goes-on']);
});
