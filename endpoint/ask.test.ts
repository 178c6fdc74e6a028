import { askEndpoint } from './ask';
import { ask, completion, key, never, question, refusal, reply, withEndpoint } from './test-support/endpoint-stand-in';

test('one question is one request, with the rubric apart from the item, and what was counted comes back', async () => {
	const usage = { prompt_tokens: 30, completion_tokens: 12, prompt_tokens_details: { cached_tokens: 20 } };
	const { came, got } = await ask(reply(200, completion('{"a": 1}', { usage })));
	expect(came).toEqual({
		...{ kind: 'text', text: '{"a": 1}', cut: false, answered_by: 'm-1', requests: 1 },
		...{ prompt_tokens: 30, output_tokens: 12, prompt_eval_s: null },
	});
	expect(got).toEqual([
		{
			url: '/v1/chat/completions',
			authorization: `Bearer ${key}`,
			body: {
				model: 'm',
				messages: [
					{ role: 'system', content: 'The rubric.' },
					{ role: 'user', content: 'The item.' },
				],
				...{ stream: false, seed: 3, temperature: 0, max_tokens: 99 },
				response_format: {
					type: 'json_schema',
					json_schema: { name: 'levels', strict: true, schema: { type: 'object' } },
				},
			},
		},
	]);
});

test.each([
	['response_format', refusal(400, 'This response_format type is unavailable now')],
	['response_format', refusal(400, 'Invalid schema for json_schema', { param: 'response_format' })],
	['seed', refusal(400, "litellm.UnsupportedParamsError: x does not support parameters: ['seed']")],
	[
		'temperature',
		refusal(400, "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1)"),
	],
	[
		'max_tokens',
		refusal(400, "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."),
	],
	['system', refusal(400, 'System role not supported')],
	['seed', reply(422, JSON.stringify({ detail: [{ loc: ['body', 'seed'], msg: 'Extra inputs are not permitted' }] }))],
])('%s is left out where an endpoint refuses it, and from then on', async (part, refused) => {
	await withEndpoint([refused, reply(200, completion('ok'))], async (endpoint, got) => {
		expect(await askEndpoint(endpoint, question, never)).toMatchObject({ text: 'ok', requests: 2 });
		expect(await askEndpoint(endpoint, question, never)).toMatchObject({ requests: 1 });
		for (const { body } of got.slice(1)) {
			if (part !== 'system') expect(body).not.toHaveProperty(part);
			else expect(body.messages).toEqual([{ role: 'user', content: 'The rubric.\nThe item.' }]);
			if (part === 'max_tokens') expect(body.max_completion_tokens).toBe(99);
		}
	});
});

test('one that refuses whatever it is asked with is refused, and not asked for ever', async () => {
	const { came, got } = await ask((answer, { body }) => {
		const [part = 'nothing'] = Object.keys(body).filter((name) => !['model', 'messages', 'stream'].includes(name));
		refusal(400, `unknown parameter: ${part}`)(answer, { url: '', authorization: '', body }, 1);
	});
	expect(came).toMatchObject({ code: 'JudgeRefused', final: true });
	expect(got.length).toBeLessThan(8);
});

test.each([
	[
		400,
		"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 + 1000 max_tokens)",
	],
	[400, 'prompt is too long: 210000 tokens > 200000 maximum'],
	[413, 'Request Entity Too Large'],
	[400, 'the request exceeds the available context size, try increasing it'],
])('HTTP %i with %j is too long, for this item only', async (status, message) => {
	expect((await ask(refusal(status, message))).came).toMatchObject({ kind: 'too-long', prompt_tokens: null });
});

test('a question that was cut unseen is too long, and none whose beginning was cached', async () => {
	const long = { ...question, prefix: 'word '.repeat(2_000) };
	const asked = (usage: object) =>
		withEndpoint([reply(200, completion('{}', { usage }))], (endpoint) => askEndpoint(endpoint, long, never));
	expect(await asked({ prompt_tokens: 512, completion_tokens: 1 })).toMatchObject({
		kind: 'too-long',
		detail: expect.stringContaining('read only 512 tokens'),
		// Asked again with all in one message: it may only have been the system's that was dropped.
		requests: 2,
	});
	expect(await asked({ prompt_tokens: 2_005, completion_tokens: 1 })).toMatchObject({ kind: 'text' });
	const cached = { prompt_tokens: 5, prompt_tokens_details: { cached_tokens: 2_000 } };
	expect(await asked(cached)).toMatchObject({ kind: 'text', output_tokens: null });
});

test.each([
	[
		'by its filter',
		refusal(400, 'The response was filtered due to the prompt triggering content management policy', {
			code: 'content_filter',
		}),
	],
	['with a refusal', reply(200, completion(null, {}, { message: { content: null, refusal: 'I cannot score this.' } }))],
	['half way', reply(200, completion('{"a"', {}, { finish_reason: 'content_filter' }))],
])('what it will not answer, %s, is refused for this item only', async (_how, answer) => {
	expect((await ask(answer)).came).toMatchObject({ kind: 'refused' });
});

test('what is told beside the answer in an odd way is unknown, and the answer is used', async () => {
	const odd = { model: 7, usage: { prompt_tokens: 'many', completion_tokens: -1, prompt_tokens_details: 'none' } };
	const { came } = await ask(reply(200, completion('{}', odd, { finish_reason: 3 })));
	expect(came).toMatchObject({ kind: 'text', prompt_tokens: null, output_tokens: null, answered_by: null });
});

test('content in parts is read as one text', async () => {
	const parts = [
		{ type: 'text', text: '{"a":' },
		{ type: 'text', text: ' 1}' },
	];
	expect((await ask(reply(200, completion(parts)))).came).toMatchObject({ text: '{"a": 1}' });
});

test('a cancel ends the question with its reason', async () => {
	await withEndpoint([() => {}], async (endpoint) => {
		const cancel = new AbortController();
		const asked = askEndpoint(endpoint, question, cancel.signal);
		setTimeout(() => cancel.abort(new Error('cancelled')), 50);
		await expect(asked).rejects.toThrow('cancelled');
	});
});
