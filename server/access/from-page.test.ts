import { cookieOf, signIn, whoIs } from '../test-support/sign-in';
import { type TestApp, type TestAppOptions, testApp } from '../test-support/test-app';

let app: TestApp;

function start(options?: TestAppOptions): void {
	app = testApp(options);
}

afterEach(() => app.remove());

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
	const cookie = cookieOf(await signIn(app));
	expect((await app.request('/api/session', { method: 'DELETE', headers: { cookie, ...headers } })).status).toBe(
		status,
	);
});

test('another page cannot read by the cookie either, nor sign a browser in; a script needs no page', async () => {
	start();
	const cookie = cookieOf(await signIn(app));
	expect((await whoIs(app, { cookie, 'sec-fetch-site': 'same-site' })).status).toBe(403);
	expect((await whoIs(app, { cookie, 'sec-fetch-site': 'none' })).status).toBe(200);
	expect((await signIn(app, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
	expect((await signIn(app, {})).status).toBe(200);
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
