import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeMachineLock } from './machine-lock';
import { isFolder, machineLockPlace } from './machine-lock-place';

const folder = mkdtempSync(join(tmpdir(), 'tip-bench-lock-'));
const never = () => new AbortController().signal;
let keys = 0;
const children: ChildProcess[] = [];

afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

/** As on this machine, and as where no kernel forgets a killed process's socket. */
const kinds = [
	{ kind: 'of this platform', placeOf: (key: string) => machineLockPlace(key) },
	{ kind: 'in a folder', placeOf: (key: string) => join(folder, `${key}.lock`) },
];

const nextKey = () => `test-${process.pid}-${++keys}`;

/** Another process that takes the lock, and then does as the code says, which may use `take` and `pause`. */
function runElsewhere(place: string, code: string): ChildProcess & { pid: number } {
	const setting = `
		const { readFileSync } = require('node:fs');
		const { setTimeout: pause } = require('node:timers/promises');
		const { transformSync } = require('@swc/core');
		const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } };
		require.extensions['.ts'] = (module, file) =>
			module._compile(transformSync(readFileSync(file, 'utf8'), options).code, file);
		const { takeMachineLock } = require(${JSON.stringify(join(__dirname, 'machine-lock.ts'))});
		const place = JSON.parse(process.argv[1]);
		const take = () => takeMachineLock('', { place, signal: new AbortController().signal });
		(async () => {
			${code}
		})();`;
	const child = spawn(process.execPath, ['-e', setting, JSON.stringify(place)], {
		stdio: ['ignore', 'pipe', 'inherit'],
		cwd: __dirname,
	});
	children.push(child);
	return child as typeof child & { pid: number };
}

async function holdElsewhere(place: string): Promise<ChildProcess & { pid: number }> {
	const child = runElsewhere(place, "await take(); console.log('held'); setInterval(() => {}, 1000);");
	await once(child.stdout as NodeJS.ReadableStream, 'data');
	return child;
}

/** Begins to take a lock; what it hears of the holder, and whether it has it. */
function begin(place: string, signal = never()) {
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
			const lock = await takeMachineLock('', { place, signal: never() });
			holding += 1;
			most = Math.max(most, holding);
			await moment(2);
			holding -= 1;
			lock.release();
		};
		await Promise.all(Array.from({ length: 20 }, turn));
		expect(most).toBe(1);
	});

	test('is held by one process at a time, however those before it ended', async () => {
		const place = placeOf(nextKey());
		const witness = join(folder, nextKey());
		const turns = 100;
		const code = `
			const { closeSync, openSync, unlinkSync } = require('node:fs');
			for (let turn = 1; ; turn += 1) {
				const lock = await take();
				closeSync(openSync(${JSON.stringify(witness)}, 'wx'));
				await pause(1);
				unlinkSync(${JSON.stringify(witness)});
				if (turn === ${turns}) process.kill(process.pid, 'SIGKILL');
				lock.release();
			}`;
		const ends = Array.from({ length: 4 }, () => once(runElsewhere(place, code), 'exit'));
		expect(await Promise.all(ends)).toEqual(Array(4).fill([null, 'SIGKILL']));
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
		const lock = await takeMachineLock('', { place, signal: never() });
		const controller = new AbortController();
		const { taken } = begin(place, controller.signal);
		if (ms > 0) await moment(ms);
		controller.abort(new Error('enough'));
		await expect(taken).rejects.toThrow('enough');
		lock.release();
	});
});

test('what a killed process left in a folder is taken over by one of those who find it', async () => {
	const place = join(folder, 'left.lock');
	const child = await holdElsewhere(place);
	child.kill('SIGKILL');
	await once(child, 'exit');
	expect(existsSync(place)).toBe(true);
	let holding = 0;
	let most = 0;
	const turn = async () => {
		const lock = await takeMachineLock('', { place, signal: never() });
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
		expect(isFolder(one)).toBe(platform === 'darwin');
		expect(one.length).toBeLessThanOrEqual(108);
	}
	expect(machineLockPlace('one', 'linux')).toHaveLength(108);
});
