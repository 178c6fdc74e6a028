import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

// Stands in for an endpoint that answers each question after the same time, which no real one does: what is left of a
// judgment's time is ours. Its argument is that time in milliseconds. It answers by the schema that it is sent, and
// prints its address.

const answerMs = Number(process.argv[2]);

/** What an answer has to be; see `domain/judging/auto/answer-schema.ts`. */
type Schema = {
	readonly type?: string;
	readonly enum?: readonly number[];
	readonly properties?: Readonly<Record<string, Schema>>;
};

const askedSchema = z.object({
	response_format: z.object({ json_schema: z.object({ schema: z.custom<Schema>() }) }),
});

/** The middle of each scale, and nothing where nothing is allowed. */
function answerTo({ type, enum: values, properties }: Schema): unknown {
	if (properties) return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, answerTo(each)]));
	if (values) return values[Math.floor(values.length / 2)];
	return type === 'string' ? 'Plain and short.' : null;
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
	response.setHeader('content-type', 'application/json');
	if (request.url?.endsWith('/models')) return void response.end(JSON.stringify({ data: [{ id: 'steady' }] }));
	const asked = askedSchema.parse(await json(request));
	const content = JSON.stringify(answerTo(asked.response_format.json_schema.schema));
	const completion = {
		model: 'steady',
		choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
		usage: { prompt_tokens: 3_600, completion_tokens: 120 },
	};
	setTimeout(() => response.end(JSON.stringify(completion)), answerMs);
}

const server = createServer((request, response) => {
	respond(request, response).catch((error: unknown) => {
		response.statusCode = 400;
		response.end(JSON.stringify({ error: { message: String(error) } }));
	});
});
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
