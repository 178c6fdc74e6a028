import type { Mlflow } from '../../mlflow/client';
import type { JobRunner, ReadRun } from '../jobs/job';
import type { ExperimentNow } from './experiment-now';
import { createKept, type Kept } from './kept';
import { madeRun, waitingRun } from './test-support/made-runs';

// The readings are a stand-in's, since only it shows what happens while one is under way.

let time: number;
let there: ReadRun[];
let changed: ReadRun[];
let readings: (number | null)[];
/** Holds the next readings until it is called. */
let release: () => void;
let isHeld: boolean;
let failure: Error | null;
let kept: Kept;

beforeEach(() => {
	time = 1_000_000;
	[there, changed, readings] = [[madeRun(1), waitingRun(2)], [], []];
	[isHeld, failure] = [false, null];
	const read = async (since: number | null, give: (part: readonly ReadRun[]) => void) => {
		readings.push(since);
		if (isHeld)
			await new Promise<void>((resolve) => {
				release = resolve;
			});
		if (failure !== null) throw failure;
		give(since === null ? there : changed);
		return null;
	};
	const run = (_name: string, { since }: { since: number | null }, asked: { onPart(part: unknown): void }) =>
		read(since, asked.onPart);
	kept = createKept({
		jobs: { run, close: async () => undefined } as unknown as JobRunner,
		readHere: async (_mlflow, _id, { since, give }) => void (await read(since, give)),
		now: () => time,
	});
});

const mlflow = { url: 'http://mlflow', source: 'x' } as Mlflow;
const look = (revision: string, id = '1'): ExperimentNow => ({
	mlflow,
	experiment: { id, name: 'e', tags: {} },
	revision,
	at: time,
});
const ids = async (revision: string) => (await kept.runs(look(revision))).all.map(({ run_id }) => run_id);
const pending = async (revision: string) =>
	(await kept.runs(look(revision))).cells.filter((row) => row.judge_pending).length;

test('many viewers are one reading, and none while nothing has changed', async () => {
	expect(await Promise.all([pending('a'), pending('a'), pending('a')])).toEqual([1, 1, 1]);
	time += 50_000;
	expect(await pending('a')).toBe(1);
	expect(readings).toEqual([null]);
});

test('a change by anybody is in at once, by reading what changed', async () => {
	await pending('a');
	const readAt = time;
	time += 10_000;
	changed = [madeRun(2), madeRun(3)];
	expect(await pending('b')).toBe(0);
	expect(await ids('b')).toEqual(['run-00001', 'run-00002', 'run-00003']);
	expect(readings).toEqual([null, readAt - 10_000]);
});

test('after a minute all is read again behind the answer, and later before it', async () => {
	await pending('a');
	there = [madeRun(1), madeRun(2)];
	time += 61_000;
	expect(await pending('a')).toBe(1);
	await new Promise(setImmediate);
	expect(await pending('a')).toBe(0);
	there = [waitingRun(1), waitingRun(2)];
	time += 125_000;
	expect(await pending('a')).toBe(2);
	expect(readings).toEqual([null, null, null]);
});

test('whoever looks all the time waits for no such reading, however long it takes, and one is under way at a time', async () => {
	await Promise.all([pending('a'), kept.runs(look('a', '2'))]);
	isHeld = true;
	for (let at = 0; at < 10; at += 1) {
		time += 40_000;
		expect(await pending('a')).toBe(1);
		await kept.runs(look('a', '2'));
	}
	expect(readings).toHaveLength(3);
	isHeld = false;
	release();
	await new Promise((resolve) => setTimeout(resolve, 20));
	// Then it is the turn of the other one. It took six minutes, so that it is not read again for as long.
	expect(readings).toHaveLength(4);
	time += 250_000;
	await pending('a');
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(readings).toHaveLength(4);
});

test('what differs in nothing is the same, so that what follows from it stays', async () => {
	const before = await kept.runs(look('a'));
	time += 125_000;
	expect(await kept.runs(look('a'))).toBe(before);
	changed = [madeRun(1)];
	expect(await kept.runs(look('b'))).toBe(before);
});

test('a change in the middle of a long reading waits for its own reading only, and is not lost by the long one', async () => {
	await pending('a');
	time += 61_000;
	isHeld = true;
	expect(await pending('a')).toBe(1);
	const finishWhole = release;
	isHeld = false;
	time += 1_000;
	changed = [madeRun(2)];
	expect(await pending('b')).toBe(0);
	// The long one has seen the run as it was before.
	finishWhole();
	await new Promise(setImmediate);
	time += 1;
	expect(await pending('b')).toBe(0);
});

test('a change while the first reading goes on is read behind it', async () => {
	isHeld = true;
	const first = pending('a');
	await new Promise(setImmediate);
	time += 5;
	const second = pending('b');
	isHeld = false;
	changed = [madeRun(2)];
	release();
	expect(await first).toBe(1);
	expect(await second).toBe(0);
});

test('a reading that fails is nobody’s answer, and the next one is tried', async () => {
	failure = new Error('MLflow is away');
	await expect(pending('a')).rejects.toThrow('away');
	failure = null;
	expect(await pending('a')).toBe(1);
	time += 61_000;
	failure = new Error('MLflow is away');
	expect(await pending('a')).toBe(1);
	await new Promise(setImmediate);
	failure = null;
	expect(await pending('a')).toBe(1);
});

test('experiments that were not looked at longest go where there is no room', async () => {
	const run: JobRunner['run'] = async (_name, _input, asked) => {
		readings.push(null);
		asked?.onPart?.(Array.from({ length: 100 }, (_each, at) => madeRun(at)) as never);
		return null as never;
	};
	const small = createKept({ jobs: { run, close: async () => undefined }, now: () => time, most: 250_000 });
	for (const id of ['1', '2', '1', '3', '1', '2']) await small.runs(look('a', id));
	// The third one took the place of the second.
	expect(readings).toHaveLength(4);
	const tiny = createKept({ jobs: { run, close: async () => undefined }, now: () => time, most: 1 });
	for (let at = 0; at < 3; at += 1) await tiny.runs(look('a', '9'));
	expect(readings).toHaveLength(5);
	expect(small.peek(look('a', '3'))).toBeNull();
});

test('what follows is made once for a revision, again after a change, and a failure is not kept', async () => {
	let made = 0;
	const following = { what: 'board', make: async () => ++made, sizeOf: () => 1, freshMs: 60_000 };
	expect(await Promise.all([kept.following(look('a'), following), kept.following(look('a'), following)])).toEqual([
		1, 1,
	]);
	expect(await kept.following(look('b'), following)).toBe(2);
	time += 61_000;
	expect(await kept.following(look('b'), following)).toBe(2);
	await new Promise(setImmediate);
	expect(await kept.following(look('b'), following)).toBe(3);
	const failing = { ...following, what: 'other', make: () => Promise.reject(new Error('no')) };
	await expect(kept.following(look('b'), failing)).rejects.toThrow('no');
	await new Promise(setImmediate);
	expect(await kept.following(look('b'), { ...following, what: 'other' })).toBe(4);
});

test('what follows is made anew where a later reading found other runs', async () => {
	let made = 0;
	const following = { what: 'board', make: async () => ++made, sizeOf: () => 1 };
	await kept.runs(look('a'));
	expect(await kept.following(look('a'), following)).toBe(1);
	there = [madeRun(9)];
	time += 125_000;
	await kept.runs(look('a'));
	expect(await kept.following(look('a'), following)).toBe(2);
});
