import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

// Stands in for an Ollama that answers at once, which no real one can: what is left of a cell's time is ours. It has one
// model, knows whether that is loaded, and prints its address. `GET /answers` counts the answers that it has given.

const model = { name: 'instant:latest', digest: '5'.repeat(64), size: 1_000_000 };

/** As long as five tips are. */
const answer = JSON.stringify([
	'Lay out tomorrow’s clothes now, so that the morning starts with one decision less.',
	'Put your phone in another room and give the report twenty quiet minutes first.',
	'Write the three calls on one card and make them while the kettle boils.',
	'Pack the lunch box tonight and leave it on the shelf at eye level.',
	'Take the short walk to the shop before dinner, list in hand, nothing else.',
]);

const generateSchema = z.object({ prompt: z.string().default(''), keep_alive: z.number().optional() });

let loaded = false;
let answers = 0;

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const end = (value: unknown) => response.end(`${JSON.stringify(value)}\n`);
	switch (request.url) {
		case '/api/version':
			return void end({ version: '0.0.0-stand-in' });
		case '/api/tags':
			return void end({ models: [model] });
		case '/api/show':
			return void end({ model_info: { 'general.parameter_count': 1_000_000 }, capabilities: ['completion'] });
		case '/api/ps':
			return void end({ models: loaded ? [{ ...model, size_vram: 0, context_length: 4096 }] : [] });
		case '/answers':
			return void end({ answers });
		case '/api/generate':
			return generate(generateSchema.parse(await json(request)), response);
		default:
			response.statusCode = 404;
			end({ error: `the stand-in has no ${request.url}` });
	}
}

function generate({ prompt, keep_alive }: z.infer<typeof generateSchema>, response: ServerResponse): void {
	loaded = keep_alive !== 0;
	const counts = {
		load_duration: 1e6,
		prompt_eval_count: 200,
		prompt_eval_duration: 1e6,
		eval_count: 100,
		eval_duration: 1e6,
	};
	if (prompt !== '') answers += 1;
	response.end(JSON.stringify({ response: prompt === '' ? '' : answer, done: true, done_reason: 'stop', ...counts }));
}

const server = createServer((request, response) => {
	respond(request, response).catch((error: unknown) => {
		response.statusCode = 500;
		response.end(JSON.stringify({ error: String(error) }));
	});
});
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
