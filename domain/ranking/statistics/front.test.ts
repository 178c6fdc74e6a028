import { frontOf } from './front';
import { chanceOf } from './test-support/tables';

const on = (...rows: [number | null, number | null][]) =>
	frontOf(rows.map(([quality, latency]) => ({ quality, latency })));

test('only what nobody matches in both and passes in one is on the front', () => {
	expect(on([10, 2], [12, 5], [9, 3], [12, 6], [10, 2])).toEqual([true, true, false, false, true]);
});

test('a row that lacks a mean is not on it, and beats nobody', () => {
	expect(on([null, 1], [10, null], [3, 9])).toEqual([false, false, true]);
	expect(on()).toEqual([]);
});

test('whatever the rows, some are on it, and each other row is beaten by one of these', () => {
	const chance = chanceOf(2);
	for (let round = 0; round < 50; round += 1) {
		const rows = Array.from({ length: 1 + (round % 9) }, () => ({
			quality: Math.floor(chance() * 6),
			latency: Math.floor(chance() * 6),
		}));
		const front = frontOf(rows);
		for (const [at, row] of rows.entries()) {
			const beaten = rows.some(
				(other, by) =>
					front[by] &&
					other.quality >= row.quality &&
					other.latency <= row.latency &&
					(other.quality > row.quality || other.latency < row.latency),
			);
			expect(beaten).toBe(!front[at]);
		}
	}
});
