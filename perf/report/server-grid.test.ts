import type { Server } from '../sections/server';
import { serverGrid, serverTargets } from './server-grid';

const server: Server = {
	...{ runs: 10_000, startMs: [700, 900], rate: 50, failed: 0 },
	...{ firstLookMs: [1_100, 2_400], mlflowAloneMs: [1_000, 2_000], secondBoardMs: [60, 70, 80] },
	answersMs: Array.from({ length: 200 }, (_each, at) => at),
	memory: { atStart: 90e6, atEnd: 140e6, ofStreams: 10e6 },
};

test('each number that was measured is a row', () => {
	const { rows } = serverGrid(server);
	expect(rows).toContainEqual(['first look at 1,000 runs', '1750 ms (1100 ms–2400 ms)']);
	expect(rows.find(([what]) => what === 'ratio')?.[1]).toBe('1.15');
	expect(rows.at(-1)?.[1]).toBe('10');
});

test('each is held to its bound', () => {
	expect(serverTargets(server).map(({ reached }) => reached)).toEqual([true, true, true, false, true, true, true]);
	const worse = { ...server, failed: 1, memory: { atStart: 90e6, atEnd: 151e6, ofStreams: 51e6 } };
	expect(serverTargets(worse).map(({ reached }) => reached)).toEqual([true, true, true, false, false, false, false]);
	expect(serverTargets({ ...server, answersMs: [] })).toEqual([]);
});
