import type { CellAnswer } from '../../api/answers';
import { gridOf } from '../../api/grid';
import { againAs, againLike, anyRun } from './again-like';

const grid = gridOf({
	...{ experiment: 'tips', revision: '1', scenarios: ['a', 'b'], planned: null },
	rows: [
		{ model: 'gemma3:1b', prompt: 'v1' },
		{ model: 'gemma3:1b', prompt: 'v2' },
	],
	cells: [[1, 1, 2, 'judged', 9, 'run-1']],
});

test('a bench like another has its rows, its scenarios, and what its cells were asked with', () => {
	expect(anyRun(grid)).toBe('run-1');
	const cell = { params: { temperature: '0.2', base_seed: '7', think: 'unset' }, run: { judge_kinds: ['haiku'] } };
	expect(againLike('tips', grid, cell as unknown as CellAnswer)).toEqual({
		...{ experiment: 'tips-again', models: 'gemma3:1b', prompts: 'v1,v2', n_scenarios: '2', repeats: '3' },
		...{ temperature: '0.2', seed: '7', judge_kind: 'haiku' },
	});
});

test('of an experiment without a cell nothing but its name is known', () => {
	const empty = gridOf({ experiment: 'x', revision: '1', rows: [], scenarios: [], cells: [], planned: null });
	expect(anyRun(empty)).toBeNull();
	expect(againLike('x', empty, null)).toEqual({ experiment: 'x-again', models: '', prompts: '' });
});

test('a bench like another is given what that one was given, and another name', () => {
	const config = {
		experiment: 'tips',
		models: ['a:1b', 'b:1b'],
		temperature: 0,
		diversity: true,
		gate: { alpha: 0.1 },
	};
	expect(againAs('tips', { config })).toEqual({
		...{ experiment: 'tips-again', models: 'a:1b,b:1b', temperature: '0', diversity: 'true', gate: '{"alpha":0.1}' },
	});
});
