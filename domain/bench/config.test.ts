import { configKeys, parseConfig, readKey } from './config';

const configOf = (input: unknown) => {
	const parsed = parseConfig(input);
	if ('faults' in parsed) throw new Error(parsed.faults.join('; '));
	return parsed.config;
};

const faultsOf = (input: unknown) => {
	const parsed = parseConfig(input);
	return 'faults' in parsed ? parsed.faults : [];
};

describe('parseConfig', () => {
	test('gives every key its default where nothing is said', () => {
		for (const nothing of [undefined, null, {}]) {
			expect(configOf(nothing)).toEqual({
				models: ['qwen2.5:0.5b', 'qwen2.5:1.5b', 'gemma3:1b', 'llama3.2:3b'],
				prompts: ['v1', 'v2-mentor', 'v3-few-shot'],
				n_tips: 5,
				n_scenarios: 0,
				temperature: 0.7,
				experiment: 'tip-bench-auto',
				max_model_b: 4,
				diversity: false,
				rubric: 'tip-v1',
				repeats: 1,
				seed: 0,
				num_ctx: 4096,
				num_predict: 1024,
				judge_kind: ['claude-code'],
			});
		}
	});

	test('reads the conf of the former DAG as it stands', () => {
		const old = {
			models: 'qwen2.5:0.5b,qwen2.5:1.5b',
			prompts: 'v1,v2-mentor',
			n_tips: '5',
			n_scenarios: 2,
			temperature: 0.7,
			experiment: 'tip-bench-custom',
		};
		expect(configOf(old)).toMatchObject({
			models: ['qwen2.5:0.5b', 'qwen2.5:1.5b'],
			prompts: ['v1', 'v2-mentor'],
			n_tips: 5,
			n_scenarios: 2,
			experiment: 'tip-bench-custom',
		});
	});

	test.each([
		['list or csv', { models: ['a', 'b'] }, { models: ['a', 'b'] }],
		['spaces, empty parts and repeats in a csv', { models: ' a, b,,a ' }, { models: ['a', 'b'] }],
		['a boolean as a string', { diversity: 'True' }, { diversity: true }],
		['numbers as strings', { temperature: '1.5', repeats: ' 3 ' }, { temperature: 1.5, repeats: 3 }],
		['a name with slashes', { experiment: 'prompt-ab/v1-vs-v2' }, { experiment: 'prompt-ab/v1-vs-v2' }],
		['several GPUs', { gpus: { gpu0: 'a:1', gpu1: 'b:2' } }, { gpus: { gpu0: 'a:1', gpu1: 'b:2' } }],
	])('takes %s', (_what, input, expected) => {
		expect(configOf(input)).toMatchObject(expected);
	});

	test.each([
		['n_tips', 0],
		['n_tips', 51],
		['n_tips', 2.5],
		['n_tips', 'five'],
		['n_tips', ''],
		['temperature', 2.1],
		['temperature', -1],
		['n_scenarios', -1],
		['repeats', 0],
		['max_model_b', 0],
		['models', ''],
		['models', []],
		['models', [1]],
		['prompts', ' , '],
		['experiment', ''],
		['experiment', 'a\nb'],
		['diversity', 'yes'],
		['ollama_url', 'http://user:secret@host'],
		['gpus', {}],
		['num_ctx', 1],
		['n_tips', null],
	])('refuses %s = %j, naming the key', (key, value) => {
		const faults = faultsOf({ [key]: value });
		expect(faults).toHaveLength(1);
		expect(faults[0]).toMatch(new RegExp(`^${key}`));
	});

	test('reports all faults at once, unknown keys with the nearest known one', () => {
		const faults = faultsOf({ modles: 'a', n_tips: 0, temprature: 1, zzzzzzzzzzzzzzz: 1, temperature: 9 });
		expect(faults.join('\n')).toContain('modles: unknown key; did you mean models?');
		expect(faults.join('\n')).toContain('temprature: unknown key; did you mean temperature?');
		expect(faults.join('\n')).toContain(`zzzzzzzzzzzzzzz: unknown key; known are ${configKeys.join(', ')}`);
		expect(faults).toHaveLength(5);
	});

	test.each([[[]], ['{"models": "a"}'], [7]])('refuses %j, which is no object', (input) => {
		expect(faultsOf(input)[0]).toContain('must be one JSON object');
	});

	test('keeps no secret of a refused address in the message it would log', () => {
		expect(faultsOf({ mlflow_url: `http://user:${'x'.repeat(200)}@host` })[0]).not.toContain('x'.repeat(100));
	});
});

test('readKey reads one key beside faulty others', () => {
	expect(readKey({ prompts: 'v9', n_tips: 0 }, 'prompts')).toEqual(['v9']);
	expect(readKey({ prompts: 'v9', n_tips: 0 }, 'n_tips')).toBeUndefined();
	expect(readKey(null, 'experiment')).toBe('tip-bench-auto');
});
