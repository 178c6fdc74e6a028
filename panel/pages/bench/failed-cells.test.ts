import { initialStatus, type Status } from '../../../domain/bench/status';
import { gridOf } from '../../api/grid';
import { withFailed } from './failed-cells';

const grid = gridOf({
	...{ experiment: 'tips', revision: '1', scenarios: ['a', 'b', 'old'] },
	rows: [
		{ model: 'gemma3:1b', prompt: 'v1' },
		{ model: 'gone:1b', prompt: 'v0' },
	],
	cells: [
		[0, 0, 0, 'pending', null, 'run-1'],
		[1, 2, 0, 'judged', 4, 'run-2'],
	],
	planned: { rows: 1, scenarios: 2, repeats: 2 },
});

const states = (of: typeof grid) =>
	of.rows.map((_, row) => of.scenarios.flatMap((__, at) => [0, 1].map((repeat) => of.at(row, at * 2 + repeat).state)));

const status = (more: Partial<Status>): Status => ({ ...initialStatus('tips'), ...more });
const cells = (failed: number) => ({ total: 4, done: 1, reused: 0, failed, invalid: 0 });
const failed_cells = [{ cell: 'gemma3:1b × v1 × b #2', reason: 'it broke' }];

test('cells that a bench has planned are to come, and those of benches before it are not', () => {
	expect(states(grid)).toEqual([
		['pending', 'to-come', 'to-come', 'to-come', 'missing', 'missing'],
		['missing', 'missing', 'missing', 'missing', 'judged', 'missing'],
	]);
	expect(withFailed(grid, undefined)).toBe(grid);
});

test('a failed cell has its reason while others come still', () => {
	const now = withFailed(grid, {
		state: 'RUNNING',
		status: status({ phase: 'collecting', cells: cells(1), failed_cells }),
	});
	expect(now.at(0, 3)).toMatchObject({ state: 'failed', reason: 'it broke' });
	expect(states(now)[0]?.slice(0, 3)).toEqual(['pending', 'to-come', 'to-come']);
});

test('once nothing comes any more, what has no run has failed, or was never asked', () => {
	const over = { phase: 'awaiting-judge' as const, failed_cells };
	const failed = withFailed(grid, { state: 'RUNNING', status: status({ ...over, cells: cells(3) }) });
	expect(states(failed)[0]?.slice(0, 4)).toEqual(['pending', 'failed', 'failed', 'failed']);
	const cancelled = withFailed(grid, {
		state: 'CANCELLED',
		status: status({ phase: 'collecting', cells: cells(1), failed_cells }),
	});
	expect(states(cancelled)[0]?.slice(0, 4)).toEqual(['pending', 'missing', 'missing', 'failed']);
	expect(states(withFailed(grid, { state: 'TERMINATED', status: null }))[0]).not.toContain('to-come');
});
