import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentOf } from '../document';
import { type TestApp, type TestAppOptions, testApp, testToken } from '../test-support/test-app';
import { idleMs, wholeMs } from './sessions';
import { findToken, rotateToken } from './token';

let app: TestApp;
let clock: number;

function start(options: TestAppOptions = {}): void {
	clock = Date.parse('2026-11-26T20:00:00Z');
	app = testApp({ now: () => clock, ...options });
}

afterEach(() => app.remove());

const json = { 'content-type': 'application/json' };
const own = { 'sec-fetch-site': 'same-origin' };

async function signIn(headers: Record<string, string> = own, token = testToken): Promise<Response> {
	return app.request('/api/session', {
		method: 'POST',
		headers: { ...json, ...headers },
		body: JSON.stringify({ token }),
	});
}

/** What a browser sends back. */
function cookieOf(answer: Response): string {
	return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const whoIs = (headers: Record<string, string>) => app.request('/api/session', { headers });

async function code(answer: Response | Promise<Response>): Promise<unknown> {
	return ((await (await answer).json()) as { code?: unknown }).code;
}

test('a token signs in, and the cookie is for this server alone', async () => {
	start();
	const answer = await signIn();
	expect(answer.status).toBe(200);
	expect(answer.headers.get('set-cookie')).toMatch(
		/^tip-bench-session=[\w-]{43}; Max-Age=604800; Path=\/api; HttpOnly; SameSite=Strict$/,
	);
	expect(await (await whoIs({ cookie: cookieOf(answer) })).json()).toMatchObject({ by: 'session' });
	expect(
		cookieOf(
			await app.request('http://localhost:8600/api/session', {
				method: 'POST',
				headers: json,
				body: JSON.stringify({ token: testToken }),
			}),
		),
	).toMatch(/^tip-bench-session-8600=/);
	expect((await signIn({ origin: 'http://127.0.0.1' })).headers.get('set-cookie')).not.toMatch(/Secure/);
});

test.each([
	` ${testToken}\n`,
	`"${testToken}"`,
	`Bearer ${testToken}`,
	`authorization: Bearer ${testToken}`,
	`http://127.0.0.1:8600/#token=${testToken}`,
	`#token=${testToken}`,
])('pasted as %j a token signs in too', async (pasted) => {
	start();
	expect((await signIn(own, pasted)).status).toBe(200);
});

test('behind TLS the cookie is sent over TLS alone', async () => {
	start({ env: { TIP_BENCH_ADMIN_HOSTS: 'bench.example.org' } });
	const answer = await signIn({ ...own, origin: 'https://bench.example.org' });
	expect(answer.headers.get('set-cookie')).toMatch(/; Secure/);
});

test('a session ends when nobody uses it, at the latest after a week, and when one signs out', async () => {
	start();
	const cookie = cookieOf(await signIn());
	clock += idleMs - 1;
	expect((await whoIs({ cookie })).status).toBe(200);
	clock += idleMs + 1;
	expect(await code(whoIs({ cookie }))).toBe('CredentialRefused');
	const again = cookieOf(await signIn());
	for (let used = 0; used < wholeMs; used += idleMs / 2) {
		expect((await whoIs({ cookie: again })).status).toBe(200);
		clock += idleMs / 2;
	}
	expect((await whoIs({ cookie: again })).status).toBe(401);
	const [one, other] = [cookieOf(await signIn()), cookieOf(await signIn())];
	expect((await app.request('/api/session', { method: 'DELETE', headers: { cookie: one, ...own } })).status).toBe(204);
	expect([(await whoIs({ cookie: one })).status, (await whoIs({ cookie: other })).status]).toEqual([401, 200]);
	await app.request('/api/session?everywhere=1', { method: 'DELETE', headers: { cookie: other, ...own } });
	expect((await whoIs({ cookie: other })).status).toBe(401);
});

test('sessions outlive the server, whose folder holds nothing to sign in with', async () => {
	start();
	const cookie = cookieOf(await signIn());
	const { folder, context } = app;
	const next = testApp({ env: { TIP_BENCH_STATE: folder }, now: () => clock });
	expect((await next.request('/api/session', { headers: { cookie } })).status).toBe(200);
	const kept = statSync(join(folder, 'admin', 'sessions.json'));
	expect([kept.mode & 0o777, statSync(join(folder, 'admin')).mode & 0o777]).toEqual([0o600, 0o700]);
	expect(require('node:fs').readFileSync(join(folder, 'admin', 'sessions.json'), 'utf8')).not.toContain(
		cookie.split('=')[1],
	);
	await next.request('/api/session', { method: 'DELETE', headers: { cookie, ...own } });
	clock += 1_500;
	expect((await whoIs({ cookie })).status).toBe(401);
	expect(context.access).toBeDefined();
	next.remove();
});

test('the token is made once, is kept from others, and a new one ends the sessions of the old', async () => {
	start({ env: { TIP_BENCH_ADMIN_TOKEN: '' } });
	const env = app.context.places.env;
	const made = await findToken(env);
	expect(made).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), isNew: true });
	expect(await findToken(env)).toEqual({ ...made, isNew: false });
	expect(statSync(join(app.folder, 'admin', 'token')).mode & 0o777).toBe(0o600);
	const cookie = cookieOf(await signIn(own, made.token));
	expect((await whoIs({ cookie })).status).toBe(200);
	const next = await rotateToken(env);
	clock += 1_500;
	expect((await whoIs({ cookie })).status).toBe(401);
	expect((await whoIs({ authorization: `Bearer ${made.token}` })).status).toBe(401);
	expect((await whoIs({ authorization: `Bearer ${next}` })).status).toBe(200);
	writeFileSync(join(app.folder, 'admin', 'token'), '');
	expect(await findToken(env)).toMatchObject({ isNew: true });
});

test('a token of the environment is long enough, and is not rotated', async () => {
	start();
	await expect(rotateToken(app.context.places.env)).rejects.toMatchObject({ code: 'Usage' });
	await expect(findToken({ TIP_BENCH_ADMIN_TOKEN: 'hunter2' })).rejects.toMatchObject({ code: 'EnvironmentInvalid' });
	await expect(findToken({ TIP_BENCH_ADMIN_TOKEN: 'hunter2' })).rejects.not.toThrow(/hunter2/);
});

test.each([
	[{ 'sec-fetch-site': 'cross-site' }, 403],
	[{ 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:5000' }, 403],
	[{ origin: 'http://127.0.0.1:5000' }, 403],
	[{ origin: 'https://evil.example' }, 403],
	[{ origin: 'null' }, 403],
	[{ origin: 'http://127.0.0.1.evil.example' }, 403],
	[{}, 403],
	[{ 'sec-fetch-site': 'none' }, 403],
	[{ origin: 'http://127.0.0.1' }, 204],
	[{ 'sec-fetch-site': 'same-origin' }, 204],
])('a change by a cookie and %j is answered %i', async (headers, status) => {
	start();
	const cookie = cookieOf(await signIn());
	expect((await app.request('/api/session', { method: 'DELETE', headers: { cookie, ...headers } })).status).toBe(
		status,
	);
});

test('another page cannot read by the cookie either, nor sign a browser in; a script needs no page', async () => {
	start();
	const cookie = cookieOf(await signIn());
	expect((await whoIs({ cookie, 'sec-fetch-site': 'same-site' })).status).toBe(403);
	expect((await whoIs({ cookie, 'sec-fetch-site': 'none' })).status).toBe(200);
	expect((await signIn({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
	expect((await signIn({})).status).toBe(200);
});

test.each([
	['127.0.0.1', 200],
	['localhost:8600', 200],
	['LOCALHOST', 200],
	['localhost.', 200],
	['[::1]:8600', 200],
	['bench.example.org', 200],
	['evil.example', 421],
	['127.0.0.1.evil.example', 421],
	['bench.example.org.evil.example', 421],
	['169.254.169.254', 421],
	['localhost:8600@evil.example', 421],
	['evil.example#localhost', 421],
	['', 421],
])('the host %j is answered %i', async (host, status) => {
	start({ env: { TIP_BENCH_ADMIN_HOSTS: 'https://bench.example.org/' } });
	expect((await app.request('/api/health', { headers: { host } })).status).toBe(status);
});

test('who guesses is slowed; who sends an old token again and again is not, nor keeps others out', async () => {
	start({ limits: { wrongOfOne: 3, wrongOfAll: 50, requests: 1_000 } });
	for (let i = 0; i < 20; i += 1) expect((await whoIs({ authorization: 'Bearer the-old-token' })).status).toBe(401);
	expect((await whoIs({ authorization: `Bearer ${testToken}` })).status).toBe(200);
	const cookie = cookieOf(await signIn());
	for (const guess of ['a', 'b', 'c']) await whoIs({ authorization: `Bearer ${guess}` });
	const slowed = await whoIs({ authorization: `Bearer ${testToken}` });
	expect([slowed.status, Number(slowed.headers.get('retry-after')) > 0]).toEqual([429, true]);
	expect((await signIn()).status).toBe(429);
	// A session is guessed by nobody.
	expect((await whoIs({ cookie })).status).toBe(200);
});

test('too many requests of one address are refused, with how long to wait', async () => {
	start({ limits: { wrongOfOne: 3, wrongOfAll: 50, requests: 2 } });
	const [, , third] = [
		await app.request('/api/health'),
		await app.request('/api/health'),
		await app.request('/api/health'),
	];
	expect([third?.status, third?.headers.get('retry-after')]).toEqual([429, '10']);
});

test.each([
	'Basic dXNlcjpwYXNz',
	'Bearer',
	'Bearer ',
	`Token ${testToken}`,
	`Bearer ${testToken} x`,
	`bearer${testToken}`,
])('the authorization %j is refused, whatever cookie goes with it', async (authorization) => {
	start();
	const cookie = cookieOf(await signIn());
	const answer = await whoIs({ cookie, authorization });
	expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});

test('a body that is too large, no JSON, or cut off is refused', async () => {
	start();
	const send = (body: string, type = 'application/json') =>
		app.request('/api/session', {
			method: 'POST',
			headers: { 'content-type': type, 'content-length': String(body.length) },
			body,
		});
	expect(await code(send(JSON.stringify({ token: 'x'.repeat(5_000) })))).toBe('RequestTooLarge');
	expect(await code(send('token=x', 'application/x-www-form-urlencoded'))).toBe('MediaTypeRefused');
	expect(await code(send('token', 'text/plain'))).toBe('MediaTypeRefused');
	expect(await code(send('{"token": '))).toBe('RequestInvalid');
	expect(await code(send('[]'))).toBe('RequestInvalid');
});

test('each change is one line of the log, and neither it nor an answer holds a secret', async () => {
	start();
	const cookie = cookieOf(await signIn());
	await signIn(own, 'hunter2-wrong');
	await app.request('/api/session', { method: 'DELETE', headers: { cookie, ...own } });
	const audited = app.lines.filter((line) => line.audit === true);
	expect(audited).toEqual([
		expect.objectContaining({ who: 'session', what: 'POST /api/session', msg: 'session: POST /api/session' }),
		expect.objectContaining({ who: 'session', what: 'DELETE /api/session' }),
	]);
	const text = JSON.stringify(app.lines);
	for (const secret of [testToken, cookie.split('=')[1] ?? '', 'hunter2']) expect(text).not.toContain(secret);
});

test('what an answer may do in a browser is said with each', async () => {
	start();
	for (const path of ['/api/health', '/api/nowhere', '/api/session']) {
		const { headers } = await app.request(path);
		expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('cache-control')).toBe('no-store');
		expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
	}
	const docs = (await app.ask('/api/docs')).headers.get('content-security-policy');
	expect(docs).toMatch(/script-src 'self';/);
	expect(docs).not.toMatch(/unsafe-eval|script-src [^;]*unsafe-inline/);
	const page = (await app.request('/')).headers.get('content-security-policy');
	expect(page).toMatch(/script-src 'self'; style-src 'self';/);
	expect(page).not.toContain('unsafe');
});

test('no route answers without a good credential but those that say so', async () => {
	start({ limits: { wrongOfOne: 1e6, wrongOfAll: 1e6, requests: 1e6 } });
	const expired = cookieOf(await signIn());
	clock += wholeMs + 1;
	const good = cookieOf(await signIn());
	const operations = Object.entries(documentOf(app.routes).paths ?? {}).flatMap(([path, item]) =>
		(['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
			const operation = item[method];
			return operation === undefined
				? []
				: [{ path, method: method.toUpperCase(), isOpen: operation.security?.length === 0 }];
		}),
	);
	expect(operations.length).toBeGreaterThan(4);
	expect(operations.filter(({ isOpen }) => isOpen).map(({ path, method }) => `${method} ${path}`)).toEqual(openRoutes);
	const more = [
		'/api/openapi.json',
		'/api/docs',
		'/api/docs/start.js',
		'/api/docs/swagger-ui-bundle.js',
		'/api',
		'/api/none',
	];
	for (const { path, method, isOpen } of [
		...operations,
		...more.map((path) => ({ path, method: 'GET', isOpen: false })),
	]) {
		if (isOpen) continue;
		const at = path.replaceAll(/\{[^}]+\}/g, 'prompt-ab%2Fv1');
		for (const headers of [
			{},
			{ authorization: `Bearer ${testToken.slice(1)}` },
			{ authorization: 'Bearer ' },
			{ cookie: expired },
			{ cookie: `${good}x` },
			{ cookie: good, 'sec-fetch-site': 'cross-site' },
			{ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-user': 'admin' },
			{ 'x-http-method-override': 'GET', 'x-original-url': '/api/health', 'x-rewrite-url': '/api/health' },
		]) {
			for (const each of [method, 'HEAD', 'OPTIONS', 'TRACE']) {
				const { status } = await app.request(at, { method: each === 'TRACE' ? method : each, headers });
				expect([at, method, headers, [401, 403].includes(status)]).toEqual([at, method, headers, true]);
			}
		}
	}
});

/** Adding one takes a decision. */
const openRoutes = ['GET /api/health', 'GET /api/ready', 'POST /api/session', 'POST /api/hooks/judged'];
