import { documentOf } from '../document';
import { cookieOf, signIn } from '../test-support/sign-in';
import { testApp, testToken } from '../test-support/test-app';
import { wholeMs } from './sessions';

test('no route answers without a good credential but those that say so', async () => {
	let clock = Date.parse('2026-11-26T20:00:00Z');
	const app = testApp({ now: () => clock, limits: { wrongOfOne: 1e6, wrongOfAll: 1e6, requests: 1e6 } });
	const expired = cookieOf(await signIn(app));
	clock += wholeMs + 1;
	const good = cookieOf(await signIn(app));
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
	app.remove();
});

/** Adding one takes a decision. */
const openRoutes = ['GET /api/health', 'GET /api/ready', 'POST /api/session', 'POST /api/hooks/judged'];
