import { initialStatus } from '../../domain/bench/status';
import type { WaitingBench } from '../../domain/bench/waiting';
import { runningProgress } from './running-progress';

const bench = (id: string, more: Partial<WaitingBench> = {}): WaitingBench => ({
	...{ id, experiment: id, isRunning: true, startedAt: '2026-01-01T00:00:00.000Z', failedCells: 0, failure: null },
	status: initialStatus(id),
	...more,
});

test('benches that run and answer are told of; the others are not', async () => {
	const benches = [bench('a'), bench('b', { status: null }), bench('c', { isRunning: false })];
	const found = await runningProgress(async () => ({ benches }), { now: () => 0 })();
	expect([...found]).toEqual([
		['a', { phase: 'planning', paused: false, cells: expect.objectContaining({ total: 0 }) }],
	]);
});

test('one look serves all for a time, and nobody waits for a later one', async () => {
	let [time, looks] = [0, 0];
	const slow = new Promise<{ benches: null }>(() => undefined);
	const ask = runningProgress(
		async () => {
			looks += 1;
			return looks === 1 ? { benches: [bench('a')] } : slow;
		},
		{ now: () => time },
	);
	expect((await ask()).size).toBe(1);
	await ask();
	expect(looks).toBe(1);
	time = 5_000;
	expect((await ask()).size).toBe(1);
	expect(looks).toBe(2);
});

test('a look that fails hides no list', async () => {
	const ask = runningProgress(async () => Promise.reject(new Error('away')), { now: () => 0 });
	expect((await ask()).size).toBe(0);
});
