import { fewestToSeparate, rowName, standingOfRows } from './standing-of-rows';
import type { CellScore } from './statistics/score-table';

const range = { low: 2, high: 17 };
const scenarios = (count: number) => Array.from({ length: count }, (_, at) => `s${at}`);

/** One judged cell a scenario; the score of scenario n is the base + n % 3. */
function cellsOf(model: string, base: number, names: readonly string[]): CellScore[] {
	const row = rowName({ model, prompt: 'v1' });
	return names.map((scenario, at) => ({ row, scenario, score: base + (at % 3) }));
}

const name = (model: string) => rowName({ model, prompt: 'v1' });

test('a row that is behind in every scenario is no better than the best, and the best may be', () => {
	const judged = [...cellsOf('good', 12, scenarios(8)), ...cellsOf('poor', 6, scenarios(8))];
	const standing = standingOfRows({ judged, pending: [] }, range);
	expect(standing.separation).toMatchObject({ scenarios: 8, flips: 256, exact: true, reason: null });
	expect(standing.of(name('good'))).toMatchObject({ may_be_best: true, ranks: { best: 1, worst: 1 } });
	expect(standing.of(name('poor'))).toMatchObject({ may_be_best: false, ranks: { best: 2, worst: 2 } });
	expect(standing.may_stop).toBe(false);
});

test('below five scenarios nothing is told apart, and it says why', () => {
	const judged = [...cellsOf('good', 12, scenarios(4)), ...cellsOf('poor', 3, scenarios(4))];
	const standing = standingOfRows({ judged, pending: [] }, range);
	expect(fewestToSeparate).toEqual({ rows: 5, pairs: 6 });
	expect(standing.separation.reason).toBe('4 common scenarios cannot separate, whatever the data: it takes 5');
	expect(standing.of(name('poor'))).toMatchObject({ may_be_best: true, ranks: { best: 1, worst: 2 } });
});

test('one row has nobody to be compared with', () => {
	const standing = standingOfRows({ judged: cellsOf('only', 9, scenarios(8)), pending: [] }, range);
	expect(standing.separation.reason).toBe('there are no two rows to compare');
	expect(standing.smallest_difference.value).toBeNull();
});

test('who waits for judgments that cannot change tier 1 may stop; who waits for one that could may not', () => {
	const judged = [...cellsOf('good', 14, scenarios(12)), ...cellsOf('poor', 3, scenarios(11))];
	const little = standingOfRows({ judged, pending: [{ row: name('poor'), scenario: 's11' }] }, range);
	expect(little.may_stop).toBe(true);
	expect(little.of(name('poor')).could_change).toBe(false);
	const pending = scenarios(12).map((scenario) => ({ row: name('new'), scenario }));
	const much = standingOfRows({ judged, pending }, range);
	expect(much.may_stop).toBe(false);
	expect(much.of(name('new'))).toEqual({
		may_be_best: true,
		beaten: { value: null, reason: 'nothing of it was judged' },
		ranks: null,
		could_change: true,
	});
});

test('hundreds of rows are ranked, and not compared', () => {
	const judged = Array.from({ length: 151 }, (_, at) => cellsOf(`m${at}`, 5, scenarios(6))).flat();
	const standing = standingOfRows({ judged, pending: [] }, range);
	expect(standing.separation.reason).toBe('more than 150 rows are not compared');
	expect(standing.of(name('m0'))).toMatchObject({ may_be_best: true, ranks: null });
});
