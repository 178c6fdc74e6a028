import type { PersonaWork } from '../contracts/sim';
import { batchesOf } from './sim-batches';

const work = (from: number, pairs: number): PersonaWork => ({
	persona: { name: 'p', hash: 'h' },
	from,
	pairs: Array.from({ length: pairs }, () => ({ policy: 'fixed', base: null })),
});

test.each([
	[work(0, 2), { seeds: 20, batch: 50 }, [[0, 20]]],
	[
		work(0, 2),
		{ seeds: 20, batch: 16 },
		[
			[0, 8],
			[8, 8],
			[16, 4],
		],
	],
	[
		work(18, 1),
		{ seeds: 20, batch: 1 },
		[
			[18, 1],
			[19, 1],
		],
	],
	[
		work(0, 3),
		{ seeds: 2, batch: 1 },
		[
			[0, 1],
			[1, 1],
		],
	],
	[work(20, 3), { seeds: 20, batch: 1 }, []],
])('%j in batches of %j', (each, plan, expected) => {
	expect(batchesOf(each, plan).map(({ from, seeds }) => [from, seeds])).toEqual(expected);
});

test('however small batches are asked for, one persona has at most a thousand of them', () => {
	const batches = batchesOf(work(1, 2), { seeds: 10_000, batch: 1 });
	expect(batches).toHaveLength(1000);
	expect(batches.reduce((sum, { seeds }) => sum + seeds, 0)).toBe(9_999);
});
