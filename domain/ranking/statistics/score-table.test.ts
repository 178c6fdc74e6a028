import { type CellScore, differencesOf, pairsOf, scoreTableOf } from './score-table';
import { chanceOf, shuffled } from './test-support/tables';

const cell = (row: string, scenario: string, score: number): CellScore => ({ row, scenario, score });

test('repeats of a scenario are averaged first, and a missing cell is null', () => {
	const table = scoreTableOf([cell('b', 's2', 9), cell('a', 's1', 4), cell('a', 's1', 6), cell('b', 's1', 3)]);
	expect(table).toEqual({
		rows: ['a', 'b'],
		scenarios: ['s1', 's2'],
		scores: [
			[5, null],
			[3, 9],
		],
		repeats: [
			[2, 0],
			[1, 1],
		],
		within: [
			[2, null],
			[null, null],
		],
	});
	expect(differencesOf(table, { first: 0, second: 1 })).toEqual([-2, null]);
});

test('the order of the cells changes nothing', () => {
	const chance = chanceOf(5);
	const cells = Array.from({ length: 300 }, () =>
		cell(`row ${Math.floor(chance() * 4)}`, `scenario ${Math.floor(chance() * 6)}`, 0.1 + chance() * 17),
	);
	const table = scoreTableOf(cells);
	for (let round = 0; round < 10; round += 1) expect(scoreTableOf(shuffled(cells, chance))).toEqual(table);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('a score of %s is missing', (score) => {
	expect(scoreTableOf([cell('a', 's', score), cell('b', 's', 3)]).scores).toEqual([[null], [3]]);
});

test('names may be anything', () => {
	const { rows, scores } = scoreTableOf([cell('__proto__', 'constructor', 1), cell('', 'constructor', 2)]);
	expect([rows, scores]).toEqual([
		['', '__proto__'],
		[[2], [1]],
	]);
});

test('no cells make an empty table', () => {
	expect(scoreTableOf([])).toEqual({ rows: [], scenarios: [], scores: [], repeats: [], within: [] });
});

test('pairs are in the order of their rows', () => {
	expect(pairsOf(3).map(({ first, second }) => [first, second])).toEqual([
		[0, 1],
		[0, 2],
		[1, 2],
	]);
});
