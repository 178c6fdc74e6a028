import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { statusSchema } from '../domain/bench/status';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { longWaitServer } from '../testbed/long-wait-server';
import { type StandInWorld, standInActivities } from '../testbed/stand-in-activities';
import { payloadConverterPath, workflowBundle } from '../worker/bundle';
import type { bench } from '../workflows';

const day = 24 * 3600 * 1000;
const experiment = 'long-wait';

let environment: TestWorkflowEnvironment;
let worked: Promise<unknown>;
let workers: Worker[] = [];
const world: StandInWorld = {
	pending: 2,
	refuses: false,
	counted: [],
	ran: [],
	now: () => environment.currentTimeMs(),
};

beforeAll(async () => {
	Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'error' } } });
	const path = await longWaitServer();
	environment = await TestWorkflowEnvironment.createTimeSkipping({
		server: { executable: { type: 'existing-path', path } },
	});
	const shared = {
		connection: environment.nativeConnection,
		activities: standInActivities(world),
		dataConverter: { payloadConverterPath: payloadConverterPath() },
	};
	const bundled = { ...shared, workflowBundle: await workflowBundle() };
	workers = [
		await Worker.create({ ...bundled, taskQueue: 'bench' }),
		await Worker.create({ ...shared, taskQueue: 'gpu' }),
	];
	worked = Promise.all(workers.map((worker) => worker.run()));
});

afterAll(async () => {
	for (const worker of workers) worker.shutdown();
	await worked;
	await environment?.teardown();
});

test('a judge who comes after 60 days finds the bench waiting, with reminders and a short history', async () => {
	const input = { experiment, models: 'stand-in', prompts: 'v1' };
	const start = { taskQueue: 'bench', workflowId: experiment, args: [input] as [typeof input] };
	const handle = await environment.client.workflow.start<typeof bench>('bench', start);
	const began = await environment.currentTimeMs();
	await environment.sleep('60 days');
	expect((await environment.currentTimeMs()) - began).toBeGreaterThanOrEqual(60 * day);

	const waiting = statusSchema.parse(await handle.query('status'));
	expect(waiting).toMatchObject({ phase: 'awaiting-judge', pending_judgments: 2, cells: { total: 2, done: 2 } });
	// Every seventh day, and not once more.
	const days = world.counted.map((at) => Math.round((at - began) / day));
	expect(days).toEqual([7, 14, 21, 28, 35, 42, 49, 56]);

	world.pending = 0;
	await handle.signal('judged', { by: 'a judge who was away' });
	const board: Leaderboard = await handle.result();
	expect(board).toMatchObject({ experiment, rubric: 'tip-v1' });
	expect(world.ran.slice(-2)).toEqual(['countPending', 'compare']);
	expect(world.ran.filter((name) => name === 'exportPending')).toHaveLength(1);

	const { events = [] } = await handle.fetchHistory();
	const reminders = (events ?? []).filter(
		({ timerStartedEventAttributes: timer }) => Number(timer?.startToFireTimeout?.seconds) === (7 * day) / 1000,
	);
	expect(reminders).toHaveLength(days.length + 1);
	expect(events?.length).toBeLessThan(300);
});

test('scores that arrive with no signal are seen at the next reminder, but the bench waits for its judge', async () => {
	world.pending = 2;
	const id = `${experiment}-silent`;
	const input = { experiment: id, models: 'stand-in', prompts: 'v1' };
	const start = { taskQueue: 'bench', workflowId: id, args: [input] as [typeof input] };
	const handle = await environment.client.workflow.start<typeof bench>('bench', start);
	await environment.sleep('1 day');
	world.pending = 0;
	await environment.sleep('7 days');
	expect(await handle.query('status')).toMatchObject({ phase: 'awaiting-judge', pending_judgments: 0 });
	await handle.signal('judged');
	expect(await handle.result()).toMatchObject({ experiment: id });
});

test('a bench whose answers are refused for two days says so all the while, with a short history, and goes on', async () => {
	world.pending = 0;
	world.refuses = true;
	const id = `${experiment}-refused`;
	const input = { experiment: id, models: 'stand-in', prompts: 'v1' };
	const start = { taskQueue: 'bench', workflowId: id, args: [input] as [typeof input] };
	const handle = await environment.client.workflow.start<typeof bench>('bench', start);
	const began = await environment.currentTimeMs();
	await environment.sleep('2 days');

	const { troubles, seconds_left, phase } = statusSchema.parse(await handle.query('status'));
	expect({ phase, seconds_left }).toEqual({ phase: 'collecting', seconds_left: null });
	expect(troubles).toMatchObject([
		{ code: 'MlflowRefused', why: 'HTTP 401', what: expect.stringContaining('recording') },
	]);
	expect(Math.abs(Date.parse(troubles[0]?.since ?? '') - began)).toBeLessThan(60_000);
	// Each time that it was tried twice as often the bench is told.
	expect(troubles[0]?.tries).toBeGreaterThan(1_000);
	const looks = world.ran.filter((name) => name === 'pendingWork').length;
	expect(looks).toBeGreaterThan(50);
	expect(looks).toBeLessThan(120);
	const { events } = await handle.fetchHistory();
	expect(events?.length).toBeLessThan(300);
	const block = await environment.client.workflow.getHandle(`collect/${id}/${'a'.repeat(64)}`).fetchHistory();
	expect(block.events?.length).toBeLessThan(2_000);

	world.refuses = false;
	expect(await handle.result()).toMatchObject({ experiment: id });
	expect(statusSchema.parse(await handle.query('status'))).toMatchObject({ troubles: [], cells: { done: 2 } });
}, 300_000);
