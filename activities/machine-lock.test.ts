import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeMachineLock } from './machine-lock';
import { isSocketFile, machineLockPlace } from './machine-lock-place';

const folder = mkdtempSync(join(tmpdir(), 'tip-bench-lock-'));
const never = new AbortController().signal;
let keys = 0;
const children: ChildProcess[] = [];

afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

/** As on this machine, and as where no kernel forgets a killed process's socket. */
const kinds = [
	{ kind: 'of this platform', placeOf: (key: string) => machineLockPlace(key) },
	{ kind: 'in a file', placeOf: (key: string) => join(folder, `${key}.lock`) },
];

const nextKey = () => `test-${process.pid}-${++keys}`;

/** Another process that holds a lock by nothing but listening, and says its id as ours do. */
async function holdElsewhere(place: string): Promise<ChildProcess & { pid: number }> {
	const code = `require('node:net').createServer((socket) => socket.on('error', () => {}).write(String(process.pid)))
		.listen(JSON.parse(process.argv[1]), () => console.log('held'))`;
	const child = spawn(process.execPath, ['-e', code, JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] });
	children.push(child);
	await once(child.stdout, 'data');
	return child as ChildProcess & { pid: number };
}

/** Begins to take a lock; what it hears of the holder, and whether it has it. */
function begin(place: string, signal = never) {
	const heard: (number | null)[] = [];
	const state = { has: false };
	const taken = takeMachineLock('', { place, signal, onWait: (holder) => heard.push(holder) });
	taken.then(
		() => {
			state.has = true;
		},
		() => undefined,
	);
	return { heard, state, taken };
}

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(kinds)('a lock $kind', ({ placeOf }) => {
	test('is held by one at a time', async () => {
		const place = placeOf(nextKey());
		let holding = 0;
		let most = 0;
		const turn = async () => {
			const lock = await takeMachineLock('', { place, signal: never });
			holding += 1;
			most = Math.max(most, holding);
			await moment(2);
			holding -= 1;
			lock.release();
		};
		await Promise.all(Array.from({ length: 20 }, turn));
		expect(most).toBe(1);
	});

	test('of a living process is waited for, its id is told once, and its kill -9 frees it', async () => {
		const place = placeOf(nextKey());
		const child = await holdElsewhere(place);
		const { heard, state, taken } = begin(place);
		await moment(300);
		expect(state.has).toBe(false);
		expect(heard).toEqual([child.pid]);
		child.kill('SIGKILL');
		(await taken).release();
		expect(heard).toEqual([child.pid]);
	});

	test('is kept by a process that is stopped', async () => {
		const place = placeOf(nextKey());
		const child = await holdElsewhere(place);
		child.kill('SIGSTOP');
		const { heard, state, taken } = begin(place);
		await moment(1300);
		expect(state.has).toBe(false);
		expect(heard).toEqual([null]);
		child.kill('SIGKILL');
		(await taken).release();
	});

	// At once is before it has found out that somebody else holds the lock.
	test.each([0, 100])('is no longer waited for once the signal is aborted, after %i ms', async (ms) => {
		const place = placeOf(nextKey());
		const lock = await takeMachineLock('', { place, signal: never });
		const controller = new AbortController();
		const { taken } = begin(place, controller.signal);
		if (ms > 0) await moment(ms);
		controller.abort(new Error('enough'));
		await expect(taken).rejects.toThrow('enough');
		lock.release();
	});
});

test('a file that a killed process left is taken away by one of those who find it', async () => {
	const place = join(folder, 'left.lock');
	const child = await holdElsewhere(place);
	child.kill('SIGKILL');
	await once(child, 'exit');
	expect(existsSync(place)).toBe(true);
	let holding = 0;
	let most = 0;
	const turn = async () => {
		const lock = await takeMachineLock('', { place, signal: never });
		most = Math.max(most, ++holding);
		await moment(5);
		holding -= 1;
		lock.release();
	};
	await Promise.all([turn(), turn(), turn()]);
	expect(most).toBe(1);
});

test('the places of two keys differ, and are short enough for a socket', () => {
	for (const platform of ['linux', 'darwin', 'win32'] as const) {
		const [one, other] = [machineLockPlace('one', platform), machineLockPlace('other', platform)];
		expect(one).not.toBe(other);
		expect(isSocketFile(one)).toBe(platform === 'darwin');
		expect(one.length).toBeLessThanOrEqual(108);
	}
	expect(machineLockPlace('one', 'linux')).toHaveLength(108);
});
