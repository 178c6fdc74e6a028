import { leaseLines } from './lease-views';

const now = Date.parse('2026-03-01T12:10:00.000Z');
const free = { queue: 'gpu', holder: null, waiting: [], resident: null };

test('a GPU that is held says by whom, for what, how long, and who waits in which order', () => {
	const status = {
		queue: 'gpu',
		holder: { workflow: 'tips-1', model: 'a:latest', since: '2026-03-01T12:00:30.000Z' },
		waiting: [
			{ workflow: 'tips-2', wants: ['b:latest', 'a:latest'], since: '2026-03-01T12:09:30.000Z' },
			{ workflow: 'tips-3', wants: ['b:latest'], since: '2026-03-01T12:09:50.000Z' },
		],
		resident: 'a:latest',
	};
	expect(leaseLines({ queue: 'gpu', status }, now)).toEqual([
		'gpu: held by tips-1 for a:latest, since 2026-03-01T12:00Z (10 min)',
		'  1. tips-2 waits for b:latest, a:latest, since 2026-03-01T12:09Z (30 s)',
		'  2. tips-3 waits for b:latest, since 2026-03-01T12:09Z (10 s)',
	]);
});

test('a free GPU says what was left in its memory', () => {
	expect(leaseLines({ queue: 'gpu', status: free }, now)).toEqual(['gpu: free · in memory: nothing of ours']);
	expect(leaseLines({ queue: 'gpu', status: { ...free, resident: 'a:latest' } }, now)).toEqual([
		'gpu: free · in memory: a:latest',
	]);
});

test('a clock behind the server’s shows no time below nothing', () => {
	const status = { ...free, holder: { workflow: 'x', model: 'a', since: '2026-03-01T12:10:05.000Z' } };
	expect(leaseLines({ queue: 'gpu', status }, now)).toEqual(['gpu: held by x for a, since 2026-03-01T12:10Z (0 s)']);
});

test('a lease that nobody could ask is not taken for a free GPU', () => {
	expect(leaseLines({ queue: 'gpu', status: null }, now)).toEqual(['gpu: no worker answered']);
});
