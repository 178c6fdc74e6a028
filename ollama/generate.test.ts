import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeOllama, createOllama } from './client';
import { type GenerateRequest, generate } from './generate';

const asked: GenerateRequest = {
	model: 'm',
	prompt: 'hi',
	stop: ['\n\n'],
	options: { temperature: 0.7, num_ctx: 512, num_predict: 10, seed: 1 },
	think: null,
	keepAliveSeconds: 600,
	resident: { name: 'm:latest', digest: 'd', size: 100, size_vram: 0, context_length: 512 },
};

/** Generates against an Ollama that ends its answers in ways which the real one cannot be made to show. */
async function generateFromStandIn(end: (response: ServerResponse) => unknown, silenceMs = 5_000) {
	let sent: unknown;
	const standIn = createServer(async (request, response) => {
		if (request.url === '/api/version') return response.end('{"version":"9.9.9"}');
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		sent = JSON.parse(Buffer.concat(chunks).toString());
		response.write('{"model":"m","response":"Hel","done":false}\n');
		return end(response);
	});
	await new Promise<void>((resolve) => standIn.listen(0, '127.0.0.1', resolve));
	const ollama = createOllama(`http://127.0.0.1:${(standIn.address() as AddressInfo).port}`, { silenceMs });
	try {
		return { generation: await generate(ollama, asked), sent };
	} finally {
		await closeOllama(ollama);
		standIn.closeAllConnections();
		await new Promise((resolve) => standIn.close(resolve));
	}
}

test('missing measurements are unknown, not 0; what is sent is what was asked', async () => {
	const { generation, sent } = await generateFromStandIn((response) =>
		response.end('{"response":"lo","done":true,"done_reason":"stop","eval_count":2,"new_key":[]}\n'),
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
		stream: true,
		keep_alive: 600,
		options: { ...asked.options, stop: ['\n\n'] },
	});
});

test.each<[string, string, (response: ServerResponse) => unknown]>([
	['an end without `done: true`', 'ModelBroke', (response) => response.end('{"response":"","done":false}\n')],
	['no last line at all', 'ModelBroke', (response) => response.end()],
	['a cut connection', 'ModelBroke', (response) => setTimeout(() => response.destroy(), 50)],
	['an error line', 'ModelBroke', (response) => response.end('{"error":"llama runner process has terminated"}\n')],
	['a refusal in a line', 'OllamaRefused', (response) => response.end('{"error":"invalid format"}\n')],
	['half a line', 'ModelBroke', (response) => response.end('{"response":"x","do')],
])('%s is %s', async (_case, code, end) => {
	await expect(generateFromStandIn(end)).rejects.toMatchObject({ code });
});

test('silence after the beginning ends it', async () => {
	await expect(generateFromStandIn(() => {}, 500)).rejects.toMatchObject({ code: 'ModelBroke' });
});
