import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { createOllama } from './client';
import { type GenerateRequest, generate } from './generate';

const asked: GenerateRequest = {
	model: 'm',
	prompt: 'hi',
	stop: ['\n\n'],
	options: { temperature: 0.7, num_ctx: 512, num_predict: 10, seed: 1 },
	think: null,
	keepAliveSeconds: 600,
	resident: { name: 'm:latest', digest: 'd', size: 100, size_vram: 0, context_length: 512 },
	signal: new AbortController().signal,
};

/** Generates against an Ollama that ends its answers in ways which the real one cannot be made to show. */
async function generateFromStandIn(end: (response: ServerResponse) => unknown, signal = asked.signal) {
	let sent: unknown;
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		if (request.url === '/api/version') return response.end('{"version":"9.9.9"}');
		sent = await json(request);
		return end(response);
	};
	const ask = (url: string) => generate(createOllama(url), { ...asked, signal });
	return { generation: await withHttpStandIn(answer, ask), sent };
}

test('missing measurements are unknown, not 0; what is sent is what was asked', async () => {
	const { generation, sent } = await generateFromStandIn((response) =>
		response.end('{"response":"Hello","done":true,"done_reason":"stop","eval_count":2,"new_key":[]}'),
	);
	expect(generation).toMatchObject({ text: 'Hello', done_reason: 'stop', load_s: null, tokens_per_s: null });
	expect(generation).toMatchObject({
		prompt_tokens: null,
		output_tokens: 2,
		memory_bytes: 100,
		ollama_version: '9.9.9',
	});
	expect(sent).toEqual({
		model: 'm',
		prompt: 'hi',
		stream: false,
		keep_alive: 600,
		truncate: false,
		shift: false,
		options: { ...asked.options, stop: ['\n\n'] },
	});
});

test.each<[string, string, (response: ServerResponse) => unknown]>([
	['an answer without `done: true`', 'ModelBroke', (response) => response.end('{"response":"x","done":false}')],
	['no answer', 'ModelBroke', (response) => response.end()],
	['half an answer', 'ModelBroke', (response) => response.end('{"response":"x","do')],
	// While the model works, Ollama says nothing: what ends the connection is the server's doing, not the model's.
	['a connection that ends before its answer', 'OllamaUnavailable', (response) => response.destroy()],
	['one that ends within it', 'OllamaUnavailable', (response) => response.write('{"res', () => response.destroy())],
])('%s is %s', async (_case, code, end) => {
	await expect(generateFromStandIn(end)).rejects.toMatchObject({ code });
});

test('only its signal ends one that never answers', async () => {
	const late = new Error('too late');
	const ending = new AbortController();
	setTimeout(() => ending.abort(late), 200);
	await expect(generateFromStandIn(() => {}, ending.signal)).rejects.toBe(late);
});

test.each([
	['today', 'the input length exceeds the context length'],
	['from 0.30 on', 'the prompt is longer than the context length currently available to the model'],
])('a prompt that Ollama refuses as too long, as it says %s, is an invalid answer', async (_when, error) => {
	const { generation } = await generateFromStandIn((response) => {
		response.statusCode = 400;
		return response.end(JSON.stringify({ error }));
	});
	expect(generation).toMatchObject({ text: '', invalid: 'context-cut', output_tokens: null });
});

test.each<[string, object, string, string | null]>([
	['an empty answer beside thinking', { response: '', thinking: 'The user wants tips.' }, '', 'thinking-only'],
	['white space beside thinking', { response: ' \n', thinking: 'The user wants tips.' }, ' \n', 'thinking-only'],
	['thinking that is never ended', { response: '<think>The user wants' }, '<think>The user wants', 'thinking-only'],
	['an answer beside thinking', { response: '["Rest."]', thinking: 'The user wants tips.' }, '["Rest."]', null],
	['an empty answer', { response: '', thinking: '' }, '', null],
	['no answer at all', { thinking: null }, '', null],
])('%s', async (_case, answer, text, invalid) => {
	const { generation } = await generateFromStandIn((response) =>
		response.end(JSON.stringify({ ...answer, done: true, done_reason: 'length', eval_count: 10 })),
	);
	expect(generation).toMatchObject({ text, invalid });
});
