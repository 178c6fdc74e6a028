import type { Serving } from '../sections/serving';
import { servingGrid, servingTargets } from './serving-grid';

const times = { choicesMs: [0.5, 0.7, 4], rewardsMs: [0.4], failed: 0 };
const serving: Serving = {
	...{ users: 100_000, tips: 20, rates: [500, 250], times, memory: [9e7, 1e8, 1e8], bytesOfUser: 4_200 },
	shadows: [{ is: 'hung', without: times, with: { ...times, choicesMs: [0.6, 0.9, 5] } }],
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
	const slow = { ...serving, times: { ...times, choicesMs: [1.1, 2, 9], failed: 1 }, bytesOfUser: 11_000 };
	expect(servingTargets(slow).map(({ reached }) => reached)).toEqual([false, false, false, true, false, true]);
});
