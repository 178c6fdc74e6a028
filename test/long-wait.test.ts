import type { WorkflowHandle } from '@temporalio/client';
import { judgedUpdate } from '../contracts/messages';
import { statusSchema } from '../domain/bench/status';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { openSkippedTime, type SkippedTime } from '../testbed/skipped-time';
import type { bench } from '../workflows';
import { longTest } from './support/long-test';

const day = 24 * 3600 * 1000;
const experiment = 'long-wait';

let time: SkippedTime;
let environment: SkippedTime['environment'];
let world: SkippedTime['world'];

beforeAll(async () => {
	time = await openSkippedTime();
	({ environment, world } = time);
});

afterAll(() => time.close());

const startWaiting = (name: string, keys: Record<string, unknown>) => time.startWaiting(`${experiment}-${name}`, keys);

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
	expect(world.ran.filter((name) => name !== 'hasWebhook').slice(-2)).toEqual(['countPending', 'compare']);
	expect(world.ran.filter((name) => name === 'exportPending')).toHaveLength(1);

	const { events = [] } = await handle.fetchHistory();
	const daysOf = (seconds: unknown) => Math.round((Number(seconds) * 1000) / day);
	const reminders = (events ?? []).filter(
		({ timerStartedEventAttributes: timer }) => daysOf(timer?.startToFireTimeout?.seconds ?? 0) === 7,
	);
	expect(reminders).toHaveLength(days.length + 1);
	expect(events?.length).toBeLessThan(300);
});

longTest(
	'scores that arrive with no signal are seen at the next reminder, but the bench waits for its judge',
	async () => {
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
	},
);

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

/** The clock of the server runs on when a bench has ended. */
async function daysUntilEnd(handle: Pick<WorkflowHandle, 'describe'>, began: number): Promise<number> {
	return (((await handle.describe()).closeTime?.getTime() ?? 0) - began) / day;
}

const minutesBetween = (iso: string | null | undefined, ms: number) => (Date.parse(iso ?? '') - ms) / 60_000;

test('a deadline that fails a bench names what was left, and is shown from the first', async () => {
	const { handle, began, status } = await startWaiting('fails', {
		remind_after: '1d,2d',
		judge_deadline: '4d',
		on_deadline: 'fail',
	});
	const { wait } = await status();
	expect(minutesBetween(wait?.since, began)).toBeLessThan(1);
	expect(minutesBetween(wait?.next_reminder, began)).toBeCloseTo(24 * 60, 0);
	expect(minutesBetween(wait?.deadline, began)).toBeCloseTo(4 * 24 * 60, 0);
	await environment.sleep('2 days');
	expect((await status()).wait).toMatchObject({ reminders: 1, on_deadline: 'fail' });
	const failure = await handle.result().catch((error: unknown) => error);
	expect(failure).toMatchObject({ cause: { type: 'JudgeDeadline', message: expect.stringContaining('2 runs of') } });
	expect(await daysUntilEnd(handle, began)).toBeCloseTo(4, 1);
});

test('a deadline that compares ends the wait with what is scored, and says so', async () => {
	const { handle, began, status } = await startWaiting('compares', { judge_deadline: '36h', on_deadline: 'compare' });
	expect(await handle.result()).toMatchObject({ experiment: `${experiment}-compares` });
	expect(await daysUntilEnd(handle, began)).toBeCloseTo(1.5, 1);
	const { notes, wait } = await status();
	expect(notes).toEqual(['the deadline of 36h passed with 2 runs to score: it compares']);
	expect(wait).toBeNull();
});

longTest('a bench that fails at its deadline compares all the same where everything is scored by then', async () => {
	const { handle } = await startWaiting('scored', { judge_deadline: '2d', on_deadline: 'fail' });
	world.pending = 0;
	expect(await handle.result()).toMatchObject({ experiment: `${experiment}-scored` });
});

longTest('a bench that waits on after its deadline says so once, and is still judged', async () => {
	const { handle, status } = await startWaiting('waits', { judge_deadline: '1d', remind_after: '3d' });
	await environment.sleep('8 days');
	const { notes, wait } = await status();
	expect(notes).toEqual(['the deadline of 1d passed with 2 runs to score: it waits on']);
	expect(wait?.reminders).toBe(2);
	world.pending = 0;
	expect(await handle.executeUpdate(judgedUpdate, { args: [{ by: 'Ada' }] })).toEqual({
		pending: 0,
		follows: 'compare',
		why: 'every run is scored',
	});
	expect(await handle.result()).toMatchObject({ experiment: `${experiment}-waits` });
});

test('the update answers what is left and what follows, and bad input leaves no trace', async () => {
	const { handle, status } = await startWaiting('update', {});
	const ask = (payload?: unknown) => handle.executeUpdate(judgedUpdate, { args: [payload] });
	const left = '2 runs still to be scored; send {"partial": true} to compare without';
	expect(await ask()).toEqual({ pending: 2, follows: 'wait', why: left });
	expect((await status()).rejected_signal).toEqual({ signal: 'judged', why: left });
	// This server notes a task for each, as a real one does not; what matters is that it notes nothing of the update.
	const updates = async () => {
		const { events } = await handle.fetchHistory();
		return events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
	};
	expect(await updates()).toBe(1);
	for (const bad of ['garbage', [1], { partial: 'perhaps' }, { partal: true }, { by: 'a\u001b[2J' }]) {
		const refusal = await ask(bad).catch((error: unknown) => error);
		expect(refusal).toMatchObject({ cause: { message: expect.stringMatching(/^judged: /) } });
	}
	expect(await updates()).toBe(1);
	// Two at once are one look, and each has its answer.
	const counted = world.counted.length;
	const answers = await Promise.all([ask({ by: 'Ada' }), ask({ by: 'Grace' })]);
	expect(answers.map(({ pending, follows }) => ({ pending, follows }))).toEqual(
		Array(2).fill({ pending: 2, follows: 'wait' }),
	);
	expect(world.counted.length - counted).toBeLessThanOrEqual(2);
	expect(await ask({ partial: true })).toMatchObject({ pending: 2, follows: 'compare' });
	expect(await handle.result()).toMatchObject({ experiment: `${experiment}-update` });
});

longTest(
	'what a wait has lived through survives its continuing as new, and so do updates',
	async () => {
		const { handle, began, status } = await startWaiting('continued', { remind_after: '1d,9d', judge_deadline: '30d' });
		await environment.sleep('2 days');
		const { runId } = await handle.describe();
		const before = await status();
		let answered = 0;
		while ((await handle.describe()).runId === runId) {
			const answers = await Promise.all(
				Array.from({ length: 20 }, () => handle.executeUpdate(judgedUpdate, { args: [null] })),
			);
			answered += answers.filter(({ follows }) => follows === 'wait').length;
			expect(answers).toHaveLength(20);
		}
		expect(answered % 20).toBe(0);
		const { wait } = await status();
		expect(wait).toEqual(before.wait);
		expect(wait?.reminders).toBe(1);
		expect(minutesBetween(wait?.next_reminder, began)).toBeCloseTo(10 * 24 * 60, 0);
		world.pending = 0;
		expect(await handle.executeUpdate(judgedUpdate, { args: [null] })).toMatchObject({ follows: 'compare' });
		expect(await handle.result()).toMatchObject({ experiment: `${experiment}-continued` });
	},
	300_000,
);
