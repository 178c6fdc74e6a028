import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminPlace, findToken, rotateToken } from '../../http/access/token';
import { codeOf, cookieOf, ownPage, signIn, whoIs } from '../test-support/sign-in';
import { type TestApp, type TestAppOptions, testApp, testToken } from '../test-support/test-app';
import { idleMs, wholeMs } from './sessions';

let app: TestApp;
let clock: number;

function start(options: TestAppOptions = {}): void {
	clock = Date.parse('2026-11-26T20:00:00Z');
	app = testApp({ now: () => clock, ...options });
}

afterEach(() => app.remove());

test('a token signs in, and the cookie is for this server alone', async () => {
	start();
	const answer = await signIn(app);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('set-cookie')).toMatch(
		/^tip-bench-session=[\w-]{43}; Max-Age=604800; Path=\/api; HttpOnly; SameSite=Strict$/,
	);
	expect(await (await whoIs(app, { cookie: cookieOf(answer) })).json()).toMatchObject({ by: 'session' });
	expect(
		cookieOf(
			await app.request('http://localhost:8600/api/session', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ token: testToken }),
			}),
		),
	).toMatch(/^tip-bench-session-8600=/);
	expect((await signIn(app, { origin: 'http://127.0.0.1' })).headers.get('set-cookie')).not.toMatch(/Secure/);
});

test.each([
	` ${testToken}\n`,
	`"${testToken}"`,
	`Bearer ${testToken}`,
	`authorization: Bearer ${testToken}`,
	`http://127.0.0.1:8600/#token=${testToken}`,
	`#token=${testToken}`,
	`http://127.0.0.1:8600/%23token=${testToken}`,
	`Panel         http://127.0.0.1:8600/#token=${testToken}\n              this link signs in`,
	`TIP_BENCH_ADMIN_TOKEN=${testToken}`,
	`export TIP_BENCH_ADMIN_TOKEN='${testToken}'`,
	`token: “${testToken}”`,
	`<${testToken}>.`,
	`\u200b${testToken}\ufeff`,
])('pasted as %j a token signs in too', async (pasted) => {
	start();
	expect((await signIn(app, ownPage, pasted)).status).toBe(200);
	expect((await signIn(app, ownPage, pasted.replace(testToken, testToken.slice(1)))).status).toBe(401);
});

test('a password that a proxy asked the browser for keeps no session out, and lets nobody in', async () => {
	start();
	const cookie = cookieOf(await signIn(app));
	for (const authorization of ['Basic dXNlcjpwYXNzd29yZA==', 'Digest username="x"', 'Negotiate x']) {
		expect(await (await whoIs(app, { cookie, authorization })).json()).toMatchObject({ by: 'session' });
		expect(await codeOf(whoIs(app, { authorization }))).toBe('CredentialMissing');
	}
	expect(await codeOf(whoIs(app, { cookie, authorization: `Bearer ${testToken.slice(1)}` }))).toBe('CredentialRefused');
	expect((await whoIs(app, { authorization: `Bearer "${testToken}"` })).status).toBe(200);
});

test('a clock that is set back keeps neither an old token nor a session longer', async () => {
	start({ env: { TIP_BENCH_ADMIN_TOKEN: '' } });
	const { env } = app.context.places;
	const { token } = await findToken(adminPlace, env);
	const hour = 3_600_000;
	const cookie = cookieOf(await signIn(app, ownPage, token));
	clock -= 1000 * hour;
	expect((await whoIs(app, { cookie })).status).toBe(200);
	clock += idleMs + 1;
	expect((await whoIs(app, { cookie })).status).toBe(401);
	clock -= hour;
	const next = await rotateToken(adminPlace, env);
	expect((await whoIs(app, { authorization: `Bearer ${token}` })).status).toBe(401);
	expect((await whoIs(app, { authorization: `Bearer ${next}` })).status).toBe(200);
});

test('behind TLS the cookie is sent over TLS alone', async () => {
	start({ env: { TIP_BENCH_ADMIN_HOSTS: 'bench.example.org' } });
	const answer = await signIn(app, { ...ownPage, origin: 'https://bench.example.org' });
	expect(answer.headers.get('set-cookie')).toMatch(/; Secure/);
});

test('a session ends when nobody uses it, at the latest after a week, and when one signs out', async () => {
	start();
	const cookie = cookieOf(await signIn(app));
	clock += idleMs - 1;
	expect((await whoIs(app, { cookie })).status).toBe(200);
	clock += idleMs + 1;
	expect(await codeOf(whoIs(app, { cookie }))).toBe('CredentialRefused');
	const again = cookieOf(await signIn(app));
	for (let used = 0; used < wholeMs; used += idleMs / 2) {
		expect((await whoIs(app, { cookie: again })).status).toBe(200);
		clock += idleMs / 2;
	}
	expect((await whoIs(app, { cookie: again })).status).toBe(401);
	const [one, other] = [cookieOf(await signIn(app)), cookieOf(await signIn(app))];
	expect((await app.request('/api/session', { method: 'DELETE', headers: { cookie: one, ...ownPage } })).status).toBe(
		204,
	);
	expect([(await whoIs(app, { cookie: one })).status, (await whoIs(app, { cookie: other })).status]).toEqual([
		401, 200,
	]);
	await app.request('/api/session?everywhere=1', { method: 'DELETE', headers: { cookie: other, ...ownPage } });
	expect((await whoIs(app, { cookie: other })).status).toBe(401);
});

test('sessions outlive the server, whose folder holds nothing to sign in with', async () => {
	start();
	const cookie = cookieOf(await signIn(app));
	const { folder, context } = app;
	const next = testApp({ env: { TIP_BENCH_STATE: folder }, now: () => clock });
	expect((await next.request('/api/session', { headers: { cookie } })).status).toBe(200);
	const kept = statSync(join(folder, 'admin', 'sessions.json'));
	expect([kept.mode & 0o777, statSync(join(folder, 'admin')).mode & 0o777]).toEqual([0o600, 0o700]);
	expect(require('node:fs').readFileSync(join(folder, 'admin', 'sessions.json'), 'utf8')).not.toContain(
		cookie.split('=')[1],
	);
	await next.request('/api/session', { method: 'DELETE', headers: { cookie, ...ownPage } });
	clock += 1_500;
	expect((await whoIs(app, { cookie })).status).toBe(401);
	expect(context.access).toBeDefined();
	next.remove();
});

test('the token is made once, is kept from others, and a new one ends the sessions of the old', async () => {
	start({ env: { TIP_BENCH_ADMIN_TOKEN: '' } });
	const env = app.context.places.env;
	const made = await findToken(adminPlace, env);
	expect(made).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), isNew: true });
	expect(await findToken(adminPlace, env)).toEqual({ ...made, isNew: false });
	expect(statSync(join(app.folder, 'admin', 'token')).mode & 0o777).toBe(0o600);
	const cookie = cookieOf(await signIn(app, ownPage, made.token));
	expect((await whoIs(app, { cookie })).status).toBe(200);
	const next = await rotateToken(adminPlace, env);
	clock += 1_500;
	expect((await whoIs(app, { cookie })).status).toBe(401);
	expect((await whoIs(app, { authorization: `Bearer ${made.token}` })).status).toBe(401);
	expect((await whoIs(app, { authorization: `Bearer ${next}` })).status).toBe(200);
	writeFileSync(join(app.folder, 'admin', 'token'), '');
	expect(await findToken(adminPlace, env)).toMatchObject({ isNew: true });
});

test('a token of the environment is long enough, and is not rotated', async () => {
	start();
	await expect(rotateToken(adminPlace, app.context.places.env)).rejects.toMatchObject({ code: 'Usage' });
	await expect(findToken(adminPlace, { TIP_BENCH_ADMIN_TOKEN: 'hunter2' })).rejects.toMatchObject({
		code: 'EnvironmentInvalid',
	});
	await expect(findToken(adminPlace, { TIP_BENCH_ADMIN_TOKEN: 'hunter2' })).rejects.not.toThrow(/hunter2/);
});
