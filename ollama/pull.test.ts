import type { IncomingMessage, ServerResponse } from 'node:http';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { createOllama } from './client';
import { type PullProgress, pullModel } from './pull';

/** Pulls from an Ollama that says what the real one says only where it reaches a registry of models. */
function pullFromStandIn(end: (response: ServerResponse) => unknown, silenceMs = 5_000) {
	const answer = (_request: IncomingMessage, response: ServerResponse) => {
		response.write('{"status":"pulling manifest"}\n');
		end(response);
	};
	return withHttpStandIn(answer, async (url) => {
		const heard: PullProgress[] = [];
		await pullModel(createOllama(url, { silenceMs }), 'm', (progress) => heard.push(progress));
		return heard;
	});
}

test('progress is told, until success', async () => {
	const lines = '{"status":"pulling 8eeb52dfb3bb","total":9,"completed":3}\n{"status":"success"}\n';
	expect(await pullFromStandIn((response) => response.end(lines))).toEqual([
		{ status: 'pulling manifest' },
		{ status: 'pulling 8eeb52dfb3bb', total: 9, completed: 3 },
		{ status: 'success' },
	]);
});

test.each<[string, string, (response: ServerResponse) => unknown]>([
	['an end without success', 'ModelBroke', (response) => response.end()],
	['half a line', 'ModelBroke', (response) => response.end('{"status":"pul')],
	['a cut connection', 'ModelBroke', (response) => setTimeout(() => response.destroy(), 50)],
	[
		'no such model',
		'ModelNotFound',
		(response) => response.end('{"error":"pull model manifest: file does not exist"}'),
	],
	['another error', 'OllamaRefused', (response) => response.end('{"error":"no space left on device"}\n')],
])('%s is %s', async (_case, code, end) => {
	await expect(pullFromStandIn(end)).rejects.toMatchObject({ code });
});

test('silence after the beginning ends it', async () => {
	await expect(pullFromStandIn(() => {}, 500)).rejects.toMatchObject({ code: 'ModelBroke' });
});
