import { TipBenchError } from '../domain/errors';
import { ServerError } from '../http/errors';
import { problemOf } from '../http/problem';
import { experimentByPath } from './by-path';
import { documentOf } from './document';
import { type TestApp, testApp } from './test-support/test-app';

let app: TestApp;

beforeEach(() => {
	app = testApp();
});

afterEach(() => app.remove());

test('anybody may ask whether the server is alive, and which parts are away since when', async () => {
	expect(await (await app.request('/api/health')).json()).toEqual({ status: 'ok' });
	const away = testApp({ isThere: async () => false, now: () => Date.parse('2026-11-26T20:00:00Z') });
	const answer = await away.request('/api/ready');
	away.remove();
	expect(answer.status).toBe(503);
	expect(await answer.json()).toMatchObject({
		ready: false,
		parts: { temporal: { is: 'away', since: '2026-11-26T20:00:00.000Z' } },
	});
});

test('what is no route, or none by this method, is a problem that says so', async () => {
	const nowhere = await app.ask('/api/nowhere');
	expect(nowhere.status).toBe(404);
	expect(nowhere.headers.get('content-type')).toBe('application/problem+json');
	expect(await nowhere.json()).toMatchObject({
		code: 'RouteUnknown',
		status: 404,
		type: 'docs/errors.md#routeunknown',
	});
	const wrongly = await app.ask('/api/health', { method: 'POST' });
	expect([wrongly.status, wrongly.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('a fault of a request is told by its key, with the nearest right one', async () => {
	const answer = await app.request('/api/session', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ tokn: 'x' }),
	});
	expect(answer.status).toBe(400);
	expect(await answer.json()).toMatchObject({
		code: 'RequestInvalid',
		faults: [
			{ key: 'token', message: 'is missing: give a text' },
			{ key: 'tokn', message: 'unknown key; did you mean token?' },
		],
	});
});

test.each([
	['/api/bench/leaderboard/prompt-ab%2Fv1-vs-v2', 'prompt-ab/v1-vs-v2'],
	['/api/bench/leaderboard/prompt-ab/v1-vs-v2', 'prompt-ab/v1-vs-v2'],
	['/api/bench/leaderboard/50%25%20%22%C3%A9%22', '50% "é"'],
	['/api/bench/leaderboard/50%', '50%'],
	['/api/bench/leaderboard/%E6%97%A5%E6%9C%AC?format=csv', '日本'],
	['/api/bench/leaderboard/a?experiment=a', 'a'],
	['/api/bench/leaderboard?experiment=a%2Fb', 'a/b'],
	['/api/bench/leaderboard/?experiment=a', 'a'],
])('%s is about the experiment %s', (path, name) => {
	const { url } = experimentByPath(new Request(`http://host${path}`), ['leaderboard']);
	expect(new URL(url).pathname.replace(/\/$/, '')).toBe('/api/bench/leaderboard');
	expect(new URL(url).searchParams.getAll('experiment')).toEqual([name]);
});

test('two names that differ both stay, so that the schema refuses them', () => {
	const { url } = experimentByPath(new Request('http://host/api/bench/board/a?experiment=b'), ['board']);
	expect(new URL(url).searchParams.getAll('experiment')).toEqual(['a', 'b']);
});

test('of a failure that nobody expected nothing is told', () => {
	const problem = problemOf(new Error('the password is hunter2'), app.context.parts);
	expect(problem).toMatchObject({ status: 500, code: 'Unexpected' });
	expect(JSON.stringify(problem)).not.toContain('hunter2');
});

test('a part that is away is named, with since when and after how long to ask again', () => {
	const problem = problemOf(new TipBenchError('MlflowUnavailable', 'MLflow does not answer'), app.context.parts);
	expect(problem).toMatchObject({ status: 503, part: 'mlflow', retry_after: 5, since: expect.stringMatching(/Z$/) });
	const grpc = Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
	expect(problemOf(new Error('failed', { cause: grpc }), app.context.parts)).toMatchObject({ part: 'temporal' });
});

test("a config's faults stand by their keys", () => {
	const error = new TipBenchError(
		'InvalidConfig',
		'- models: must be a list, but is 3\n- gate.alpha: must be at most 1\n- no key',
	);
	expect(problemOf(error, app.context.parts)).toMatchObject({
		status: 422,
		faults: [
			{ key: 'models', message: 'must be a list, but is 3' },
			{ key: 'gate.alpha', message: 'must be at most 1' },
			{ key: '', message: 'no key' },
		],
	});
	expect(problemOf(new ServerError('TooManyRequests', 'x', { retryAfterMs: 1_200 }), app.context.parts)).toMatchObject({
		status: 429,
		retry_after: 2,
	});
});

test('the document has every route with its problems, and what is open says so', () => {
	const document = documentOf(app.routes);
	expect(document.openapi).toBe('3.1.0');
	expect(document.paths?.['/api/health']?.get).toMatchObject({
		security: [],
		responses: { default: expect.anything() },
	});
	expect(Object.keys(document.components?.schemas ?? {})).toContain('Problem');
});

test('what a browser can unpack is packed', async () => {
	const headers = { 'accept-encoding': 'gzip, br' };
	const answer = await app.ask('/api/openapi.json', { headers });
	expect(answer.headers.get('content-encoding')).toBe('gzip');
	expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
});
