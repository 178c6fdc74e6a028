import type { Serving } from '../sections/serving';
import { servingGrid, servingTargets } from './serving-grid';

const tailOf = (p50: number, p99: number, largest: number) => ({ p50, p99, largest });
const times = { choices: tailOf(0.7, 3.93, 4), rewards: tailOf(0.4, 0.4, 0.4), failed: 0 };
const serving: Serving = {
	...{ users: 100_000, tips: 20, rates: [500, 250], times, memory: [9e7, 1e8, 1e8], bytesOfUser: 4_200 },
	shadows: [{ is: 'hung', without: times, with: { ...times, choices: tailOf(0.9, 4.92, 5) } }],
};

test('what serving takes is shown, and held to its targets', () => {
	expect(servingGrid(serving).rows.map(([, value]) => value)).toEqual([
		'0.70 / 3.93 / 4.00',
		'0.40 / 0.40 / 0.40',
		'0',
		'90, 100, 100',
		'4.20',
		'0.70 / 3.93, 0.90 / 4.92',
	]);
	expect(servingTargets(serving).map(({ reached }) => reached)).toEqual([true, true, true, true, true, true]);
	const slow = { ...serving, times: { ...times, choices: tailOf(2, 8.86, 9), failed: 1 }, bytesOfUser: 11_000 };
	expect(servingTargets(slow).map(({ reached }) => reached)).toEqual([false, false, false, true, false, true]);
});
