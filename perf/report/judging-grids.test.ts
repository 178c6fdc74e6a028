import { judgingGrid, manyRunsGrid, sittingGrid } from './judging-grids';
import { madeUpPass, madeUpRow } from './made-up-results';

test('who did not take part has dashes, and what was asked otherwise is said', () => {
	const told = { promptEvalMs: [100, 10, 20], outputTokens: [90, 110], missedCells: 3, answers: 49 };
	const ours = madeUpRow('ours', [{ ...madeUpPass(1000, 1, []), ...told }]);
	const grid = judgingGrid({
		...{ runs: 48, rounds: 1, rows: [ours, madeUpRow('bare', [])] },
		sliding: { model: 'gemma', promptEvalMs: [500, 450] },
	});
	expect(grid.rows).toEqual([
		['ours', '1.00', '–', '1', '100', '0.15 / 0.20', '100 (90–110)', '400'],
		['bare', ...new Array<string>(7).fill('–')],
	]);
	const notes = grid.notes.join('\n');
	expect(notes).toContain('gemma, whose attention slides');
	expect(notes).toContain('0.90 times the first');
	expect(notes).toContain('up to 3 items were not asked about exactly once');
	expect(notes).toContain('answers: 49');
});

test('keys that bring the next item are told by themselves', () => {
	const { rows } = sittingGrid({ runs: 5_000, firstItemMs: 800, keysMs: [1, 2, 30, 1, 2, 40], lastOfItem: [2, 5] });
	expect(rows.map(([, count, , , largest]) => [count, largest])).toEqual([
		['6', '40.0'],
		['2', '40.0'],
	]);
	expect(sittingGrid({ runs: 1, firstItemMs: 1, keysMs: [], lastOfItem: [] }).rows[0]?.slice(1)).toEqual([
		...['0', '–', '–', '–'],
	]);
});

test('a command stands beside MLflow alone, with its memory', () => {
	const command = { name: 'judge apply' as const, ours: [130_000], mlflowAlone: [100_000], memory: null };
	const { rows } = manyRunsGrid({
		runs: 10_000,
		lanes: 2,
		pageSize: 250,
		tried: {},
		commands: [command],
		reportBytes: 2e6,
	});
	expect(rows).toEqual([['judge apply', '130', '100', '1.30', '–']]);
});
