import type { Results } from '../results';
import { gridsOf } from './grids';
import { madeUpKept as keep, madeUpPass, madeUpRow } from './made-up-results';

const rows = ['ours', 'bare'].map((name) => madeUpRow(name, [madeUpPass(1000, 3, [1])]));
const sideBySide = { cells: 10, models: 3, rounds: 1, proxyMs: 0.5, rows };
const contention = { beside: [110, 120], alone: [100, 90] };
const notesOf = (results: Results) => gridsOf(results).flatMap(({ notes }) => notes);
const adds = expect.stringContaining('By its parts');

test('parts are added up where one run measured them, and not across runs', () => {
	const [first, second] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
	const compared = keep(sideBySide, first);
	expect(notesOf({ sideBySide: compared, contention: keep(contention, first) })).toContainEqual(adds);
	expect(notesOf({ sideBySide: compared, contention: keep(contention, second) })).not.toContainEqual(adds);
	expect(notesOf({ sideBySide: keep(sideBySide), contention: keep(contention) })).not.toContainEqual(adds);
});

test('what the requests of a cell take is shown one by one and in all', () => {
	const cost = (name: string, bytes: number) => ({ name, bytes, processorMs: 2, wallMs: 3 });
	const requests = [cost('POST create', 1_000), cost('POST log-batch', 20_000)];
	const value = { cells: 1, ours: [1], mlflowAlone: [1], lanes: 1, tried: {} };
	const title = 'What the requests of one cell take of MLflow, one after another';
	const grid = gridsOf({ recording: keep({ ...value, requests }) }).find((each) => each.title === title);
	expect(grid?.rows.map(([name, , processor]) => [name, Number(processor)])).toEqual([
		['POST create', 2],
		['POST log-batch', 2],
		['all', 4],
	]);
	// What was kept before has none.
	expect(gridsOf({ recording: keep(value) }).find((each) => each.title === title)).toBeUndefined();
});
