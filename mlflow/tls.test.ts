import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { withHttpStandIn, withHttpsStandIn } from '../testbed/http-stand-in';
import { testCertificates } from '../testbed/test-certificates';
import { createMlflow } from './client';
import { call } from './transport';

// The real MLflow has neither TLS nor redirects of its own: a proxy before it has.

const schema = z.object({ ok: z.boolean() });
const asked = { method: 'POST', path: 'mlflow/runs/search', body: { secret: 'run' } } as const;
const token = { MLFLOW_TRACKING_TOKEN: 'very-secret' };

let folder: string;
let authority: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-tls-'));
	authority = join(folder, 'authority.pem');
	writeFileSync(authority, testCertificates.authority);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Answers only to whoever shows the token, and keeps what came. */
function answering(seen: IncomingMessage[]): RequestListener {
	return (request, response) => {
		seen.push(request);
		const isKnown = request.headers.authorization === 'Bearer very-secret';
		response.writeHead(isKnown ? 200 : 401).end(isKnown ? '{"ok":true}' : '');
	};
}

test.each(['MLFLOW_TRACKING_SERVER_CERT_PATH', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'])(
	'%s names whom to trust',
	async (name) => {
		await withHttpsStandIn(answering([]), async (url) => {
			expect(await call(createMlflow(url, { ...token, [name]: authority }), asked, schema)).toEqual({ ok: true });
		});
	},
);

test('a folder of certificates, and no check at all, are taken too', async () => {
	mkdirSync(join(folder, 'others'));
	await withHttpsStandIn(answering([]), async (url) => {
		for (const env of [
			{ REQUESTS_CA_BUNDLE: folder },
			{ MLFLOW_TRACKING_INSECURE_TLS: 'true', REQUESTS_CA_BUNDLE: '/no' },
		]) {
			expect(await call(createMlflow(url, { ...token, ...env }), asked, schema)).toEqual({ ok: true });
		}
	});
});

test('a certificate that nobody trusts is said, with the variable to set', async () => {
	await withHttpsStandIn(answering([]), async (url) => {
		await expect(call(createMlflow(url, token), asked, schema)).rejects.toMatchObject({
			code: 'MlflowUnavailable',
			message: expect.stringContaining('MLFLOW_TRACKING_SERVER_CERT_PATH'),
		});
	});
});

test.each([
	[
		{ MLFLOW_TRACKING_SERVER_CERT_PATH: '/no/where.pem' },
		/^MLFLOW_TRACKING_SERVER_CERT_PATH: \/no\/where\.pem cannot be read/,
	],
	[{ REQUESTS_CA_BUNDLE: __filename }, /^REQUESTS_CA_BUNDLE: there is no certificate in/],
	[{ MLFLOW_TRACKING_CLIENT_CERT_PATH: '/no/own.pem' }, /^MLFLOW_TRACKING_CLIENT_CERT_PATH: /],
	[{ MLFLOW_TRACKING_INSECURE_TLS: 'true', MLFLOW_TRACKING_SERVER_CERT_PATH: '/x' }, /exclude each other/],
])('%j is refused by its name, where TLS is used', (env, why) => {
	expect(() => createMlflow('https://mlflow', env)).toThrow(
		expect.objectContaining({ code: 'EnvironmentInvalid', message: expect.stringMatching(why) }),
	);
	expect(() => createMlflow('http://mlflow', env)).not.toThrow();
});

test('a redirect to TLS on the same host is followed with the log-in, and learnt', async () => {
	const [plain, secure]: [string[], IncomingMessage[]] = [[], []];
	await withHttpsStandIn(answering(secure), (https) =>
		withHttpStandIn(
			(request, response) => {
				plain.push(request.url ?? '');
				response.writeHead(308, { location: `${https}${request.url}` }).end();
			},
			async (http) => {
				const mlflow = createMlflow(http, { ...token, MLFLOW_TRACKING_SERVER_CERT_PATH: authority });
				for (let times = 0; times < 3; times++) expect(await call(mlflow, asked, schema)).toEqual({ ok: true });
			},
		),
	);
	expect(plain).toHaveLength(1);
	expect(secure.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
});

test.each([301, 302, 303, 307, 308])('a redirect (%i) to another host gets nothing, and is named', async (status) => {
	const strangers: IncomingMessage[] = [];
	await withHttpStandIn(answering(strangers), (stranger) => {
		const elsewhere = stranger.replace('127.0.0.1', 'localhost');
		const sendOn = (request: IncomingMessage, response: ServerResponse) =>
			response.writeHead(status, { location: `${elsewhere}${request.url}` }).end();
		return withHttpStandIn(sendOn, async (url) => {
			const asking = call(createMlflow(url, token, 'MLFLOW_TRACKING_URI'), asked, schema);
			await expect(asking).rejects.toMatchObject({
				code: 'MlflowRefused',
				message: expect.stringMatching(/sends us on to http:\/\/localhost:\d+.*MLFLOW_TRACKING_URI/),
			});
		});
	});
	expect(strangers).toEqual([]);
});

test('a circle of redirects ends', async () => {
	let count = 0;
	const around = (request: IncomingMessage, response: ServerResponse) => {
		count++;
		response.writeHead(302, { location: `/${count}${(request.url ?? '').replace(/^\/\d+/, '')}` }).end();
	};
	await withHttpStandIn(around, async (url) => {
		await expect(call(createMlflow(url), asked, schema)).rejects.toMatchObject({ code: 'MlflowRefused' });
	});
	expect(count).toBeLessThan(6);
});
