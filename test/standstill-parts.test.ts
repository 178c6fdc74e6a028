import { startMlflow } from '../local/mlflow';
import { temporalCli, tipBench } from '../testbed/commands';
import { fewCells, type HeldStage, startHeldStage } from '../testbed/held-stage';
import { ownParts } from '../testbed/own-parts';
import { tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { longTest } from './support/long-test';

const [model] = tinyModels;
let stage: HeldStage;

beforeAll(async () => {
	stage = await startHeldStage();
}, 120_000);

afterAll(() => stage?.close());

test('an Ollama that is away is named with its address, and its cells are made once it is there', async () => {
	await stage.startHeld('no-ollama', 2);
	const { url } = stage.proxy();
	await stage.proxy().close();
	stage.letGo();
	const { troubles, seconds_left } = await stage.untilTold('no-ollama', 'OllamaUnavailable');
	expect(troubles[0]).toMatchObject({ what: `generating (${model})`, why: expect.stringContaining(url) });
	expect(seconds_left).toBeNull();
	await stage.restartProxy();
	await stage.untilPhase('no-ollama', 'awaiting-judge');
	expect(await stage.benches.status('no-ollama')).toMatchObject({ troubles: [], cells: { done: 2, failed: 0 } });
}, 180_000);

longTest(
	'a password that is changed while it collects is said, and a worker that knows the new one goes on',
	async () => {
		const admin = { user: 'admin', password: 'of the admin: ü' };
		const secured = await startMlflow({
			...ownParts(),
			args: ['--app-name', 'basic-auth'],
			partEnv: { MLFLOW_FLASK_SERVER_SECRET_KEY: 'of the tests', MLFLOW_AUTH_ADMIN_PASSWORD: admin.password },
		});
		const asAdmin = async (method: string, path: string, password: string) => {
			const answer = await fetch(`${secured.address}/api/2.0/mlflow/users/${path}`, {
				method,
				headers: {
					'content-type': 'application/json',
					authorization: `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString('base64')}`,
				},
				body: JSON.stringify({ username: 'bencher', password }),
			});
			expect(answer.status).toBe(200);
		};
		const restartWith = (password: string) =>
			stage.restartWorker({ MLFLOW_TRACKING_USERNAME: 'bencher', MLFLOW_TRACKING_PASSWORD: password });
		try {
			await asAdmin('POST', 'create', 'the first password');
			await restartWith('the first password');
			await stage.startHeld('secured', 2, { mlflow_url: secured.address });
			await asAdmin('PATCH', 'update-password', 'the second password');
			stage.letGo();
			const { troubles } = await stage.untilTold('secured', 'MlflowRefused');
			expect(troubles[0]?.why).toMatch(/HTTP 401[\s\S]*MLFLOW_TRACKING_PASSWORD.*start the workers again/);
			await restartWith('the second password');
			await stage.untilPhase('secured', 'awaiting-judge');
			expect(await stage.benches.status('secured')).toMatchObject({ troubles: [], cells: { done: 2, failed: 0 } });
		} finally {
			await secured.stop();
		}
	},
	180_000,
);

longTest(
	'an activity that somebody paused by Temporal is said, and unpausing it lets the bench go on',
	async () => {
		await stage.startHeld('by-hand', 3);
		const [block = ''] = await blocksOf('by-hand');
		// The one that is held runs on; what comes after it is paused.
		const { raw } = await stage.benches.client.workflow.getHandle(block).describe();
		const ids = (raw.pendingActivities ?? []).map(({ activityId }) => activityId ?? '');
		const change = (verb: 'pause' | 'unpause', activityId: string) =>
			temporalCli(
				...['activity', verb, '--workflow-id', block, '--activity-id', activityId],
				...['--address', stage.env.TEMPORAL_ADDRESS ?? ''],
			);
		for (const id of ids) expect(await change('pause', id)).toMatchObject({ code: 0 });
		stage.letGo();
		const { troubles } = await stage.untilTold('by-hand', 'PausedByHand');
		expect(troubles[0]?.remedy).toContain('temporal activity unpause');
		for (const id of ids) await change('unpause', id);
		await stage.untilPhase('by-hand', 'awaiting-judge');
		expect(await stage.benches.status('by-hand')).toMatchObject({ troubles: [], cells: { done: 3, failed: 0 } });
	},
	180_000,
);

async function blocksOf(experiment: string): Promise<string[]> {
	const found: string[] = [];
	for await (const { workflowId } of stage.benches.client.workflow.list({ query: `WorkflowType = 'collect'` })) {
		if (workflowId.startsWith(`collect/${experiment}/`)) found.push(workflowId);
	}
	return found;
}

longTest('without a worker for the GPU a bench says which queue has none', async () => {
	await stage.restartWorker({ TIP_BENCH_QUEUES: 'bench' });
	await stage.benches.start({ ...fewCells('unserved', 1), gpus: { 'gpu-nobody': stage.proxy().url } });
	const { troubles } = await stage.untilTold('unserved', 'NoWorker');
	expect(troubles[0]).toMatchObject({
		what: `loading the model (${model})`,
		why: 'no worker asks the task queue gpu-nobody for work',
		tries: 0,
	});
	await tipBench(['cancel', 'unserved'], stage.env);
	await until(async () => (await stage.benches.stateOf('unserved')) === 'CANCELLED');
});
