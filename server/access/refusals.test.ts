import { codeOf, cookieOf, ownPage, signIn, whoIs } from '../test-support/sign-in';
import { type TestApp, type TestAppOptions, testApp, testToken } from '../test-support/test-app';

let app: TestApp;

function start(options?: TestAppOptions): void {
	app = testApp(options);
}

afterEach(() => app.remove());

test('who guesses is slowed; who sends an old token again and again is not, nor keeps others out', async () => {
	start({ limits: { wrongOfOne: 3, wrongOfAll: 50, requests: 1_000 } });
	for (let i = 0; i < 20; i += 1)
		expect((await whoIs(app, { authorization: 'Bearer the-old-token' })).status).toBe(401);
	expect((await whoIs(app, { authorization: `Bearer ${testToken}` })).status).toBe(200);
	const cookie = cookieOf(await signIn(app));
	for (const guess of ['a', 'b', 'c']) await whoIs(app, { authorization: `Bearer ${guess}` });
	const slowed = await whoIs(app, { authorization: `Bearer ${testToken}` });
	expect([slowed.status, Number(slowed.headers.get('retry-after')) > 0]).toEqual([429, true]);
	expect((await signIn(app)).status).toBe(429);
	// A session is guessed by nobody.
	expect((await whoIs(app, { cookie })).status).toBe(200);
});

test('a long token is let in whoever guesses from its address', async () => {
	const long = 'f'.repeat(32);
	start({ env: { TIP_BENCH_ADMIN_TOKEN: long }, limits: { wrongOfOne: 3, wrongOfAll: 5, requests: 1_000 } });
	const guesses = ['a', 'b', 'c', 'd', 'e', 'g'];
	const answers = await Promise.all(guesses.map((guess) => whoIs(app, { authorization: `Bearer ${guess}` })));
	expect(answers.at(-1)?.status).toBe(401);
	expect((await whoIs(app, { authorization: 'Bearer h' })).status).toBe(429);
	expect((await whoIs(app, { authorization: `Bearer ${long}` })).status).toBe(200);
	expect((await signIn(app, ownPage, long)).status).toBe(200);
	expect((await signIn(app, ownPage, 'i')).status).toBe(429);
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

test.each(['Bearer', 'Bearer ', `Token ${testToken}`, `Bearer ${testToken} x`, `bearer${testToken}`])(
	'the authorization %j is refused, whatever cookie goes with it',
	async (authorization) => {
		start();
		const cookie = cookieOf(await signIn(app));
		const answer = await whoIs(app, { cookie, authorization });
		expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
	},
);

test('a body that is too large, no JSON, or cut off is refused', async () => {
	start();
	const send = (body: string, type = 'application/json') =>
		app.request('/api/session', {
			method: 'POST',
			headers: { 'content-type': type, 'content-length': String(body.length) },
			body,
		});
	expect(await codeOf(send(JSON.stringify({ token: 'x'.repeat(5_000) })))).toBe('RequestTooLarge');
	expect(await codeOf(send('token=x', 'application/x-www-form-urlencoded'))).toBe('MediaTypeRefused');
	expect(await codeOf(send('token', 'text/plain'))).toBe('MediaTypeRefused');
	expect(await codeOf(send('{"token": '))).toBe('RequestInvalid');
	expect(await codeOf(send('[]'))).toBe('RequestInvalid');
});

test('each change is one line of the log, and neither it nor an answer holds a secret', async () => {
	start();
	const cookie = cookieOf(await signIn(app));
	await signIn(app, ownPage, 'hunter2-wrong');
	await app.request('/api/session', { method: 'DELETE', headers: { cookie, ...ownPage } });
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
