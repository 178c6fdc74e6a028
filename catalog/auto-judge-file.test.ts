import { projectRoot } from '../machine/folders';
import { createCatalog } from './catalog';
import { createTemporaryCatalog, failureOf, type TemporaryCatalog } from './test-support/temporary-catalog';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

const put = (text: string, name = 'mine.yaml') => temporary.put(`auto-judges/${name}`, text);

test('every shipped judge can be read, and none holds an address or a key', async () => {
	const catalog = createCatalog(projectRoot());
	const names = await catalog.autoJudgeNames();
	expect(names).toEqual(['haiku', 'trial']);
	const [haiku, trial] = await Promise.all(names.map((name) => catalog.autoJudge(name)));
	expect(haiku).toMatchObject({
		address_variable: 'LITELLM_BASE_URL',
		key_variable: 'LITELLM_API_KEY',
		evidence: true,
	});
	expect(trial).toMatchObject({ api: 'ollama', evidence: false });
});

test('a file makes a kind, with defaults for what it leaves out', async () => {
	expect(await temporary.catalog.autoJudgeNames()).toEqual([]);
	await put('\ufeffapi: openai\r\nmodel: m\r\naddress_variable: A\r\n');
	expect(await temporary.catalog.autoJudgeNames()).toEqual(['mine']);
	expect(await temporary.catalog.autoJudge('mine')).toMatchObject({
		...{ kind: 'mine', samples: 1, temperature: 0, context: 8192, most_at_once: 4, price_in: 0, reasons: false },
	});
});

test('one on Ollama needs no file', async () => {
	const judge = await temporary.catalog.autoJudge('ollama/hf.co/who/what:Q4');
	expect(judge).toMatchObject({ kind: 'ollama/hf.co/who/what:Q4', model: 'hf.co/who/what:Q4', api: 'ollama' });
});

test.each([
	['', /api/],
	['api: anthropic\nmodel: m\n', /line 1: api/],
	['api: openai\nmodel: m\n', /address_variable/],
	[
		'api: openai\nmodel: m\naddress_variable: http://h\n',
		/line 3: address_variable: must be the name of an environment/,
	],
	['api: ollama\nmodel: m\naddress_variable: A\n', /line 3: .*address_variable/],
	['api: ollama\nmodel: ""\n', /line 2: model/],
	['api: ollama\nmodel: m\ntemperature: "0"\n', /line 3: temperature/],
	['api: ollama\nmodel: m\nsamples: 1.5\n', /line 3: samples/],
	['api: ollama\nmodel: m\nmodel: n\n', /is not YAML/],
	['api: [ollama\n', /is not YAML/],
	['model: m\n', /line 1: api: is missing: give ollama or openai$/],
	['api: OpenAI\nmodel: m\n', /line 1: api: must be ollama or openai, but is "OpenAI"; did you mean openai\?$/],
	['api:\nmodel: m\n', /line 1: api: is blank: give ollama or openai$/],
	['api: ollama\nmodel: m\nsamples:\n', /line 3: samples: is blank: leave it out, or give a number$/],
	['api: ollama\nmodel: m\nreasons: yes\n', /line 3: reasons: must be true or false, but is "yes"$/],
	[
		'api: openai\nmodel: m\naddress-variable: A\n',
		/line 3: address-variable: unknown key; did you mean address_variable\?/,
	],
	['api: ollama\nmodel: m\nkey_variable: A\n', /line 3: key_variable: does not go with `api: ollama`; take it out$/],
	[
		'api: ollama\nmodel: m\nzzzzzzzzzzzzzzzzzzz: A\n',
		/line 3: zz.*: unknown key; known are api, model, .*answer_tokens/,
	],
	['api: ollama\nmodel: m\ncontext: 512\nanswer_tokens: 512\n', /line 4: answer_tokens: 512 tokens .* `context`/],
	['api: ollama\nmodel: m\nx1: 1\nx2: 2\n', /line 3: x1: unknown key.*\n.*line 4: x2: unknown key/],
	['API: ollama\nmodel: m\n', /line 1: api: is missing: give ollama or openai; `API` is written otherwise$/],
	['api: ollama\nmodel: m\ntemperature: 3\n', /line 3: temperature: must be at most 2, but is 3$/],
	['api: ollama\nmodel: m\nsamples: 0\n', /line 3: samples: must be at least 1, but is 0$/],
	['---\napi: ollama\nmodel: m\n---\nmore\n', /line 4: a second document begins here: take the line `---` out$/],
	['- api: ollama\n', /must be keys with values, but is/],
	['api: ollama\nmodel: m\ntemperature: .inf\n', /line 3: temperature: must be a number, but is Infinity$/],
	['api: ollama\n', /model: is missing/],
])('%j is a fault with its line', async (text, message) => {
	await put(text);
	expect(await failureOf(temporary.catalog.autoJudge('mine'))).toMatchObject({
		code: 'DataFileInvalid',
		message: expect.stringMatching(message),
	});
});

test('a file that is nearly named so is not passed over: its kind would be a person’s, and waited for', async () => {
	await put('api: ollama\nmodel: m\n', 'mine.yml');
	const { autoJudgeNames, autoJudge } = temporary.catalog;
	for (const look of [autoJudgeNames, () => autoJudge('mine')]) {
		expect(await failureOf(look())).toMatchObject({
			code: 'DataFileInvalid',
			message: 'auto-judges/mine.yml: must be named mine.yaml',
		});
	}
});

test('no kind leads out of the folder', async () => {
	await temporary.put('secret.yaml', 'api: ollama\nmodel: m\n');
	expect(await failureOf(temporary.catalog.autoJudge('../secret'))).toMatchObject({ code: 'UnknownName' });
});
