import type { IncomingMessage, RequestListener } from 'node:http';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { createOllama } from './client';
import { version } from './version';

// The real Ollama asks nobody who they are: a proxy before it does.

function keeping(seen: IncomingMessage[]): RequestListener {
	return (request, response) => {
		seen.push(request);
		response.end('{"version":"0.24.0"}');
	};
}

test.each([
	['a key', { OLLAMA_API_KEY: ' very-secret\n' }, 'Bearer very-secret'],
	['no key', {}, undefined],
	['an empty one', { OLLAMA_API_KEY: '' }, undefined],
])('with %s the header is as it should be', async (_what, env, header) => {
	const seen: IncomingMessage[] = [];
	await withHttpStandIn(keeping(seen), async (url) => {
		expect(await version(createOllama(url, { env }))).toBe('0.24.0');
	});
	expect(seen.map(({ headers }) => headers.authorization)).toEqual([header]);
});

test.each([301, 302, 307, 308])('a redirect (%i) is not followed, and named', async (status) => {
	const strangers: IncomingMessage[] = [];
	await withHttpStandIn(keeping(strangers), (stranger) =>
		withHttpStandIn(
			(_request, response) => response.writeHead(status, { location: `${stranger}/x?key=hunter2` }).end(),
			async (url) => {
				const ollama = createOllama(url, { env: { OLLAMA_API_KEY: 'very-secret' }, source: 'OLLAMA_HOST' });
				const error = await version(ollama).catch((thrown: unknown) => thrown);
				expect(error).toMatchObject({
					code: 'OllamaRefused',
					message: expect.stringContaining(`sends us on to ${stranger}/x (HTTP ${status})`),
				});
				expect(String(error)).toMatch(/OLLAMA_HOST/);
				expect(String(error)).not.toMatch(/secret|hunter2/);
			},
		),
	);
	expect(strangers).toEqual([]);
});

test('a key that no header can carry is refused by its name, unseen', () => {
	expect(() => createOllama('http://x:1', { env: { OLLAMA_API_KEY: 'sé cret' } })).toThrow(
		/^OLLAMA_API_KEY ((?!cret).)*$/,
	);
});
