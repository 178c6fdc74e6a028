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
				spot_check: 1,
				judge_delta: 1,
				remind_after: ['7d'],
				on_deadline: 'wait',
				min_kappa: 0.6,
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
		['a Python list', { models: "['a', 'b:1']" }, { models: ['a', 'b:1'] }],
		['a Python tuple', { models: "('a', 'b')" }, { models: ['a', 'b'] }],
		['a JSON list in a text', { models: '["a", "b"]' }, { models: ['a', 'b'] }],
		['semicolons and lines', { models: 'a; b\nc' }, { models: ['a', 'b', 'c'] }],
		['blank parts of a list', { models: ['a', null, 'None', ''] }, { models: ['a'] }],
		['yes and no', { diversity: 'Yes' }, { diversity: true }],
		['JSON in a text', '{"models": "a"}', { models: ['a'] }],
		['JSON in a JSON text, with a byte-order mark', JSON.stringify('\uFEFF{"n_tips": "3"}'), { n_tips: 3 }],
		['an object in a text', { gpus: '{"gpu": "a:1"}' }, { gpus: { gpu: 'a:1' } }],
		['several GPUs', { gpus: { gpu0: 'a:1', gpu1: 'b:2' } }, { gpus: { gpu0: 'a:1', gpu1: 'b:2' } }],
	])('takes %s', (_what, input, expected) => {
		expect(configOf(input)).toMatchObject(expected);
	});

	test.each([
		['n_tips', 0],
		['n_tips', 51],
		['n_tips', 2.5],
		['n_tips', 'five'],
		['temperature', 2.1],
		['temperature', -1],
		['n_scenarios', -1],
		['repeats', 0],
		['max_model_b', 0],
		['models', []],
		['models', [1]],
		['prompts', ' , '],
		['experiment', 'a\nb'],
		['diversity', 'perhaps'],
		['experiment', '😀'.repeat(240)],
		['gpus', '["a"]'],
		['ollama_url', 'http://user:secret@host'],
		['gpus', {}],
		['num_ctx', 1],
		['experiment', 'half a character: \ud83d'],
		['models', '\udc00'],
		['experiment', '{{ ds }}'],
		['experiment', 'tips-\u0024{RUN}'],
		['experiment', '$EXPERIMENT'],
		['experiment', '<experiment>'],
		['models', '{{ dag_run.conf.models }}'],
		['rubric', '%RUBRIC%'],
		['export_dir', '$HOME/exports'],
		['mlflow_url', 'http://\u0024{MLFLOW}:5000'],
		['gpus', { gpu: 'None' }],
		['seed', '9007199254740993'],
	])('refuses %s = %j, naming the key', (key, value) => {
		const faults = faultsOf({ [key]: value });
		expect(faults).toHaveLength(1);
		expect(faults[0]).toMatch(new RegExp(`^${key}`));
	});

	test.each([null, '', '  ', 'None', 'null', 'undefined'])('takes %j for not given, and says so', (blank) => {
		const parsed = parseConfig({ models: 'a', n_tips: blank, rubric: blank });
		expect(parsed).toMatchObject({ config: { n_tips: 5, rubric: 'tip-v1' } });
		const shown = JSON.stringify(blank);
		const notes = [`n_tips: ${shown} was taken as not given`, `rubric: ${shown} was taken as not given`];
		expect(parsed).toHaveProperty('notes', notes);
	});

	test('reports all faults at once, unknown keys with the nearest known one', () => {
		const faults = faultsOf({ modles: 'a', n_tips: 0, temprature: 1, zzzzzzzzzzzzzzz: 1, temperature: 9 });
		expect(faults.join('\n')).toContain('modles: unknown key; did you mean models?');
		expect(faults.join('\n')).toContain('temprature: unknown key; did you mean temperature?');
		expect(faults.join('\n')).toContain(`zzzzzzzzzzzzzzz: unknown key; known are ${configKeys.join(', ')}`);
		expect(faults).toHaveLength(5);
	});

	test.each([[[]], ['models=a'], ['{"models": "a"'], [7], [true]])('refuses %j, which is no object', (input) => {
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

test('readKey reads what the whole config would have', () => {
	expect(readKey('{"experiment": "e"}', 'experiment')).toBe('e');
	expect(readKey({ experiment: 'None' }, 'experiment')).toBe('tip-bench-auto');
});

test.each([
	{ ollama_url: ['http://u:secretpw@h:1'] },
	{ ollama_url: { url: 'http://u:secretpw@h:1' } },
	{ gpus: ['http://u:secretpw@h'] },
	{ gpus: { gpu: { url: 'http://u:secretpw@h' } } },
	{ gpus: '{"gpu":"http://u:secretpw@h"}' },
])('no fault repeats a password: %j', (input) => {
	const faults = faultsOf(input);
	expect(faults).not.toEqual([]);
	expect(faults.join()).not.toContain('secretpw');
});

test('a text that stands for a list is shown whole, and blank parts of it are none', () => {
	expect(faultsOf({ remind_after: '7 days' }).join()).toContain('but is "7 days"');
	for (const given of ['7d,', ['7d', ''], ['7d', null], "['7d', 'None']"]) {
		expect(configOf({ remind_after: given }).remind_after).toEqual(['7d']);
	}
});

test.each([
	[{ spot_check: '50%' }, 'spot_check: must be a number, but is "50%"'],
	[{ max_judge_b: '7B' }, 'max_judge_b: must be a number, but is "7B"'],
	[{ min_kappa: 2 }, 'min_kappa: must be at most 1, but is 2'],
	[{ min_kappa: 'much' }, 'min_kappa: must be a number, but is "much"'],
	[
		{ gate: { baseline: 'a:1b,v1', min_kappa: 0.7 } },
		'gate.min_kappa: unknown key; min_kappa is a key of the bench itself, beside gate',
	],
	[{ judge_deadline: 14 }, 'judge_deadline: must be a text, but is 14'],
	[{ remind_after: 7 }, 'remind_after: must be a list, but is 7'],
	[{ on_deadline: 'later' }, 'on_deadline: must be one of wait, compare, fail, but is "later"'],
	[{ n_tips: 51 }, 'n_tips: must be at most 50, but is 51'],
	[{ max_model_b: 0 }, 'max_model_b: must be above 0, but is 0'],
	[{ spot_check: '0x1' }, 'spot_check: must be a number, but is "0x1"'],
	[{ seed: '0b101' }, 'seed: must be a number, but is "0b101"'],
	[{ n_tips: '1e999' }, 'n_tips: must be a number, but is "1e999"'],
	[{ diversity: 2 }, 'diversity: must be true or false, but is 2'],
	[{ judge_deadline: ['14d', '21d'] }, 'judge_deadline: must be a text, but is ["14d","21d"]'],
	[{ diversity: 'maybe' }, 'diversity: must be true or false, but is "maybe"'],
])('%j is refused in plain words', (input, fault) => {
	expect(faultsOf(input)).toEqual([fault]);
});

test.each<[object, object]>([
	...["'wait'", '"wait"', ' "Wait" ', '\u201cwait\u201d', '`wait`'].map((each): [object, object] => [
		{ on_deadline: each },
		{ on_deadline: 'wait' },
	]),
	[{ judge_deadline: "'14d'" }, { judge_deadline: '14d' }],
	[{ n_tips: '"3"' }, { n_tips: 3 }],
	[{ diversity: "'yes'" }, { diversity: true }],
	[{ models: "'a'" }, { models: ['a'] }],
	[{ models: ['"a"', 'b'] }, { models: ['a', 'b'] }],
	[{ gpus: { gpu: '"a:1"' } }, { gpus: { gpu: 'a:1' } }],
	[{ judge_deadline: ['14d'] }, { judge_deadline: '14d' }],
	[{ n_tips: ['3'] }, { n_tips: 3 }],
	[{ experiment: ["'e'"] }, { experiment: 'e' }],
	[{ temperature: [0.5] }, { temperature: 0.5 }],
	[{ rubric: "''" }, { rubric: 'tip-v1' }],
	[{ rubric: [null] }, { rubric: 'tip-v1' }],
])('%j is read, and said', (input, expected) => {
	const parsed = parseConfig(input);
	expect(parsed).toMatchObject({ config: expected });
	const [key] = Object.keys(input);
	expect(parsed).toHaveProperty('notes', [expect.stringMatching(new RegExp(`^${key}: .* was taken as `))]);
});

test.each<[unknown, string]>([
	[{ conf: { n_tips: 3 } }, 'conf: was taken as the input'],
	[{ conf: '{"n_tips": 3}' }, 'conf: was taken as the input'],
	['{"conf": {"n_tips": 3}}', 'conf: was taken as the input'],
	[
		{ dag_run_id: 'manual__1', logical_date: null, conf: { n_tips: 3 } },
		'conf: was taken as the input, without dag_run_id, logical_date beside it',
	],
	[{ dag_run: { conf: { n_tips: 3 } } }, 'dag_run: was taken as the input'],
])('%j, as the former DAG was triggered, is read, and said', (input, note) => {
	const parsed = parseConfig(input);
	expect(parsed).toMatchObject({ config: { n_tips: 3 } });
	expect(parsed).toHaveProperty('notes.0', note);
	expect(readKey(input, 'n_tips')).toBe(3);
});

test.each([
	{ conf: { n_tips: 3 }, models: 'a' },
	{ conf: 7 },
	{ conf: { n_tips: 3 }, modles: 'a' },
	{ conf: { modles: 'a' } },
])('%j is refused: nothing in it gets lost', (input) =>
	expect(faultsOf(input).join()).toMatch(/(conf|modles): unknown key/),
);

test.each([
	[{ diversity: 1 }, { diversity: true }],
	[{ diversity: 0 }, { diversity: false }],
	[{ diversity: '1' }, { diversity: true }],
	[{ diversity: 'n' }, { diversity: false }],
	[{ spot_check: '.5' }, { spot_check: 0.5 }],
	[{ min_kappa: ' 0.7 ' }, { min_kappa: 0.7 }],
	[{}, { min_kappa: 0.6 }],
	[{ seed: '1e3' }, { seed: 1000 }],
	[{ models: '"a", "b"' }, { models: ['a', 'b'] }],
	[{ experiment: 'it\'s "mine"' }, { experiment: 'it\'s "mine"' }],
	[{ remind_after: ['7d'] }, { remind_after: ['7d'] }],
])('%j is read as it stands', (input, expected) => {
	expect(parseConfig(input)).toMatchObject({ config: expected, notes: [] });
});
