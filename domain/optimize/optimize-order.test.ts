import { parseConfig } from '../bench/config';
import { optimizeExperiment } from './optimize-config';
import { benchOfOrder, type OptimizeOrder, readOptimizeOrder } from './optimize-order';

function orderOf(input: unknown): OptimizeOrder {
	const read = readOptimizeOrder(input);
	if ('faults' in read) throw new Error(read.faults.join('\n'));
	return read.order;
}

test('what is not said has its default', () => {
	const { asked, model, experiment, bench } = orderOf({ models: 'gemma3:1b', judge_kind: 'haiku,human' });
	expect(asked).toEqual({ baseline: 'active', dated: false });
	expect({ model, experiment, bench }).toEqual({
		...{ model: 'gemma3:1b', experiment: undefined },
		bench: { models: 'gemma3:1b', judge_kind: 'haiku,human' },
	});
});

test('one candidate is named to the gate, and the best of several is not', () => {
	const order = orderOf({ models: ['gemma3:1b'], candidates: 'v2, v3', gate: '{"better_by":0.5}' });
	expect(order.asked.candidates).toEqual(['v2', 'v3']);
	const names = { baseline: 'v1', candidates: ['v2'] };
	const one = parseConfig(benchOfOrder(order, names, 'e'));
	expect(one).toMatchObject({
		config: {
			...{ experiment: 'e', prompts: ['v1', 'v2'], models: ['gemma3:1b'] },
			gate: {
				baseline: { model: 'gemma3:1b', prompt: 'v1' },
				candidate: { model: 'gemma3:1b', prompt: 'v2' },
				better_by: 0.5,
			},
		},
	});
	const several = parseConfig(benchOfOrder(order, { baseline: 'v1', candidates: ['v2', 'v3'] }, 'e'));
	expect('config' in several && several.config.gate?.candidate).toBeUndefined();
});

test.each<[unknown, RegExp]>([
	[{}, /^models: must name the one model that the prompt is for, but none was given$/],
	[{ models: 'a,b' }, /^models: .* but there are 2: a, b$/],
	[{ models: 'a', prompts: 'v1' }, /^prompts: is no key here/],
	[{ models: 'a', gate: { baseline: 'a,v1' } }, /^gate.baseline: must not be given/],
	[{ models: 'a', gate: { beter_by: 1 } }, /^gate.beter_by: unknown key; did you mean better_by\?$/],
	[{ models: 'a', gate: { not_worse_by: 1 } }, /^gate.not_worse_by: needs `and`/],
	[{ models: 'a', candidate: 'v2' }, /^candidate: unknown key; did you mean candidates\?$/],
	[{ models: 'a', candidates: '' }, /^$/],
	[{ models: 'a', dated: 'perhaps' }, /^dated: must be .* but is "perhaps"$/],
	[{ models: 'a', n_scenarios: 4 }, /^n_scenarios: must be at least 6, but is 4/],
	[{ models: 'a', temperature: 3, baseline: 7 }, /^baseline: .*\ntemperature: must be .* but is 3$/],
	['nonsense', /^the input must be one JSON object/],
])('%j is said to be wrong', (input, words) => {
	const read = readOptimizeOrder(input);
	expect('faults' in read ? read.faults.join('\n') : '').toMatch(words);
});

test.each([
	[undefined, ['v2-mentor'], null, 'prompt-ab/v1-vs-v2-mentor'],
	[undefined, ['v2', 'v3'], '2026-11-27', 'prompt-ab/v1-vs-v2+v3-2026-11-27'],
	['mine', ['v2'], '2026-11-27', 'mine-2026-11-27'],
])('the experiment of %s, v1 and %j is named', (given, candidates, date, name) => {
	expect(optimizeExperiment(given, { baseline: 'v1', candidates }, date)).toBe(name);
});

test('no name is longer than MLflow takes, and it keeps its date', () => {
	const name = optimizeExperiment(undefined, { baseline: 'v1', candidates: ['x'.repeat(300)] }, '2026-11-27');
	expect(name).toHaveLength(250);
	expect(name).toMatch(/x-2026-11-27$/);
});
