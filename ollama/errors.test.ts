import { connectionError, notJsonError, refusedError } from './errors';

const url = 'http://gpu:11434';
const said = (error: string) => JSON.stringify({ error });

test.each([
	[404, said("model 'm' not found"), 'ModelNotFound'],
	[404, '404 page not found', 'OllamaRefused'],
	[400, said('"m" does not support thinking'), 'OllamaRefused'],
	[400, said('invalid options: nope'), 'OllamaRefused'],
	[500, said('option "num_ctx" must be of type integer'), 'OllamaRefused'],
	[500, said('invalid format: "x"; expected "json" or a JSON schema'), 'OllamaRefused'],
	[503, said('server busy, please try again.  maximum pending requests exceeded'), 'OllamaUnavailable'],
	[502, '<html>', 'OllamaUnavailable'],
	[429, '', 'OllamaUnavailable'],
	[504, '<html>', 'ModelBroke'],
	[500, said('llama runner process has terminated: exit status 2'), 'ModelBroke'],
	[500, said('model runner has unexpectedly stopped, this may be due to resource limitations'), 'ModelBroke'],
	[500, said('model requires more system memory (9 GiB) than is available (3 GiB)'), 'ModelBroke'],
	[500, said('CUDA error: out of memory'), 'ModelBroke'],
	[500, said('an error was encountered while running the model: unexpected EOF'), 'ModelBroke'],
	[500, said('something new'), 'ModelBroke'],
])('%d %s is %s', (status, body, code) => {
	expect(refusedError(url, 'm', status, body).code).toBe(code);
});

test('a failure that no model took part in is not the model broken', () => {
	expect(refusedError(url, null, 500, said('disk')).code).toBe('OllamaUnavailable');
	expect(refusedError(url, null, 404, '404 page not found').message).toContain('Is this the address of an Ollama?');
});

test('no connection names the address and what to do', () => {
	const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
	const error = connectionError({ url, source: 'OLLAMA_HOST' }, refused);
	expect(error.code).toBe('OllamaUnavailable');
	expect(error.message).toMatch(/http:\/\/gpu:11434 does not answer \(ECONNREFUSED\).*ollama serve/);
	expect(connectionError({ url, source: 'OLLAMA_HOST' }, error)).toBe(error);
});

test.each([
	['m', '{"response":"x","do', 'ModelBroke'],
	['m', '', 'ModelBroke'],
	['m', '<html>', 'OllamaRefused'],
	[null, '{"mod', 'OllamaRefused'],
])('about %s, %j is %s', (model, text, code) => {
	expect(notJsonError(url, model, '/api/generate', text).code).toBe(code);
});
