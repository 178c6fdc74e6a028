import type { Results } from '../results';
import { madeUpKept as keep, madeUpPass as pass, madeUpRow as row } from './made-up-results';
import { targetsOf } from './targets';

function reachedOf(results: Results): Record<string, boolean> {
	return Object.fromEntries(targetsOf(results).map(({ what, reached }) => [what.replace(/ \(.*?\)/, ''), reached]));
}

test('each target is computed from the rounds', () => {
	const ours = row('ours', [pass(1000, 3, [5, 6]), pass(1040, 3, [7, 250])]);
	const bare = row('bare', [pass(1000, 3, [1]), pass(1000, 3, [1])]);
	const promptfoo = row('promptfoo', [
		{ ...pass(2050, 24, []), askingMs: 850 },
		{ ...pass(2050, 24, []), askingMs: 850 },
	]);
	const sideBySide = keep({ cells: 48, models: 3, rounds: 2, proxyMs: 0.5, rows: [ours, bare, promptfoo] });
	expect(reachedOf({ sideBySide })).toEqual({
		'loads of one bench': true,
		'wall time, in times of the bare grouped loop’s': true,
		'wall time, in times of promptfoo’s': true,
		'asking, without anybody’s start and end, in times of promptfoo’s': false,
		'idle between cells, median': true,
		'idle between cells, p95': false,
		'idle between cells, largest': false,
		'memory of worker and Temporal at its peak': true,
	});
});

test('one round with a load too many misses, and memory is held to that of a tenth of the cells', () => {
	const samples = [10_000, 99_000, 100_000].map((cells, at) => ({ cells, worker: 200e6, temporal: 100e6 + at * 20e6 }));
	const history = { runs: 200, eventsPerCell: 15, bytesPerCell: 15_000, mostEvents: 7_500, mostBytes: 8e6 };
	const processor = { worker: 5, temporal: 5 };
	const endurance = keep({ cells: 100_000, seconds: 1_300, processor, samples, history });
	const reached = reachedOf({ pair: keep({ models: 3, loads: [3, 4] }), endurance });
	expect(reached).toEqual({
		'loads of two benches that share their models': false,
		'cells a second with recording stubbed, 100,000 cells': false,
		'memory at 100,000 cells, in times of that at 10,000': true,
	});
});
