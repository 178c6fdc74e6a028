import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '../http/listen';
import { createLog } from '../machine/log';
import { createPlaces } from '../places/places';
import { startServer } from './serve';

let folder: string;
let server: RunningServer;
let port: number;
const lines: string[] = [];
const token = 'a-token-of-this-test-0123456789';

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-serve-'));
	const env = { HOME: folder, TIP_BENCH_STATE: folder, TIP_BENCH_ADMIN_TOKEN: token };
	const log = createLog({ format: 'json', level: 'debug', write: (line) => lines.push(line) });
	server = await startServer({ log, host: '127.0.0.1', port: 0, places: createPlaces(env, () => undefined) });
	port = Number(new URL(server.url).port);
});

afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true });
});

/** What comes back for bytes on a socket, until the server closes it or falls silent for a moment. */
function send(...parts: string[]): Promise<string> {
	const socket: Socket = connect(port, '127.0.0.1');
	let text = '';
	return new Promise((resolve) => {
		// On a busy machine the first byte takes its time.
		socket.setEncoding('utf8').setTimeout(4_000, () => socket.destroy());
		socket.on('data', (chunk) => {
			socket.setTimeout(400);
			text += chunk;
		});
		socket.on('error', () => undefined);
		socket.on('close', () => resolve(text));
		for (const part of parts) socket.write(part);
	});
}

const ask = (target: string, headers: readonly string[] = [`host: 127.0.0.1:${port}`], method = 'GET') =>
	send(`${method} ${target} HTTP/1.1\r\n${[...headers, 'connection: close'].join('\r\n')}\r\n\r\n`);

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

const host = () => `host: 127.0.0.1:${port}`;

test('it answers on its socket, and a good token opens it', async () => {
	expect(statusOf(await ask('/api/health'))).toBe(200);
	expect(statusOf(await ask('/api/session'))).toBe(401);
	expect(statusOf(await ask('/api/session', [host(), `authorization: Bearer ${token}`]))).toBe(200);
});

test.each([
	'/api/../api/session',
	'/api/%2e%2e/api/session',
	'/api/health/../session',
	'/api/health/..%2fsession',
	'/api/health%2f..%2fsession',
	'/api/health;/../session',
	'/api//session',
	'//api/session',
	'/api/session/',
	'/api/session%00',
	'/api/session%20',
	'/api/session?x#/api/health',
	'/api\\session',
	'/API/session',
	'/api/health/../../api/bench/experiments',
	'/api/bench/leaderboard/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
	'http://127.0.0.1/api/session',
	'http://evil.example/api/health',
	'*',
])('%s tells nobody anything without a credential', async (target) => {
	const answer = await ask(target);
	expect([400, 401, 404, 421]).toContain(statusOf(answer));
	expect(answer).not.toMatch(/at .*\.(ts|js):|node_modules|\/root\/|ends_at/);
});

test.each([
	'/../../package.json',
	'/%2e%2e/%2e%2e/package.json',
	'/..%2f..%2fpackage.json',
	'/assets/..%2f..%2f..%2fpackage.json',
	'/assets/%252e%252e%252fpackage.json',
	'/.stamp',
	'/assets/%00',
	'/C:\\windows\\win.ini',
])('%s is no file of the panel', async (target) => {
	const answer = await ask(target);
	expect(answer).not.toMatch(/"dependencies"|tip-bench": *"\.\/tip-bench/);
	expect(statusOf(answer)).toBeLessThan(500);
});

test.each([
	[['host: evil.example'], 421],
	[['host: 127.0.0.1.evil.example'], 421],
	[[], 400],
	[['host: 127.0.0.1', 'host: evil.example'], 421],
	[['host: evil.example', 'x-forwarded-host: 127.0.0.1'], 421],
	[['host: 127.0.0.1@evil.example'], 400],
	[['host: evil.example/127.0.0.1'], 400],
	[['host: localhost\u0000evil'], 400],
])('the headers %j are answered %i', async (headers, status) => {
	expect(statusOf(await ask('/api/health', headers))).toBe(status);
});

test('TRACE, of which no request can be made, is refused like any other method', async () => {
	const answer = await ask('/api/health', [host()], 'TRACE');
	expect(statusOf(answer)).toBe(405);
	expect(answer).toContain('application/problem+json');
});

test('a method is what the request line says, whatever its headers do', async () => {
	for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
		expect(statusOf(await ask('/api/health', [host(), `${name}: DELETE`]))).toBe(200);
		expect(
			statusOf(await ask('/api/session?_method=GET', [host(), `${name}: GET`, 'content-length: 0'], 'DELETE')),
		).toBe(401);
	}
	for (const method of ['TRACE', 'OPTIONS', 'PUT', 'PROPFIND', 'CONNECT']) {
		expect([400, 401, 405, 0]).toContain(statusOf(await ask('/api/health', [host()], method)) || 0);
	}
});

test('huge headers, a broken length and a second request in the body are refused', async () => {
	expect(statusOf(await ask('/api/health', [host(), `x-filler: ${'x'.repeat(40_000)}`]))).toBe(431);
	expect(statusOf(await ask('/api/health', [host(), 'content-length: 5', 'transfer-encoding: chunked']))).toBe(400);
	expect(
		statusOf(await ask('/api/session', [host(), 'content-type: application/json', 'content-length: -1'], 'POST')),
	).toBe(400);
	const smuggled = await send(
		`POST /api/session HTTP/1.1\r\n${host()}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
		`GET /api/session HTTP/1.1\r\n${host()}\r\nconnection: close\r\n\r\n`,
	);
	expect([...smuggled.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['400', '401']);
});

test('a body that says too much, or comes drop by drop, ends', async () => {
	const said = await send(
		`POST /api/session HTTP/1.1\r\n${host()}\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n{`,
	);
	expect(statusOf(said)).toBe(413);
	const chunk = `${(6_000).toString(16)}\r\n${' '.repeat(6_000)}\r\n`;
	const chunked = await send(
		`POST /api/session HTTP/1.1\r\n${host()}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk}${chunk}`,
	);
	expect(statusOf(chunked)).toBe(413);
	// A slow one is nobody's business but its own.
	const slow = send(
		`POST /api/session HTTP/1.1\r\n${host()}\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n{`,
	);
	expect(statusOf(await ask('/api/health'))).toBe(200);
	await slow;
});

test('it ends though a client holds its connection open', async () => {
	const other = await startServer({
		log: createLog({ format: 'json', level: 'error', write: () => undefined }),
		...{ host: '127.0.0.1', port: 0 },
		places: createPlaces({ HOME: folder, TIP_BENCH_STATE: folder, TIP_BENCH_ADMIN_TOKEN: token }, () => undefined),
	});
	const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
	await new Promise((resolve) => socket.once('connect', resolve));
	socket.on('error', () => undefined);
	socket.write('POST /api/session HTTP/1.1\r\n');
	const began = Date.now();
	await other.stop();
	expect(Date.now() - began).toBeLessThan(4_000);
	socket.destroy();
});

test('a port that is taken is said so', async () => {
	const again = startServer({
		log: createLog({ format: 'json', level: 'error', write: () => undefined }),
		...{ host: '127.0.0.1', port },
		places: createPlaces({ HOME: folder, TIP_BENCH_STATE: folder, TIP_BENCH_ADMIN_TOKEN: token }, () => undefined),
	});
	await expect(again).rejects.toMatchObject({ code: 'PortTaken', message: expect.stringMatching(/--port/) });
});

test('no secret has come into the log', () => {
	expect(lines.join('\n')).not.toContain(token);
});

test('a body whose length nobody has said is read, and none is none', async () => {
	const asked = [host(), `authorization: Bearer ${token}`, 'connection: close'];
	const chunked = [...asked, 'content-type: application/json', 'transfer-encoding: chunked'].join('\r\n');
	const body = '{"n_tips":99}';
	const sent = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
	const answer = await send(`POST /api/bench/run HTTP/1.1\r\n${chunked}\r\n\r\n`, sent);
	expect([statusOf(answer), answer]).toEqual([422, expect.stringContaining('n_tips: must be at most 50')]);
	expect(statusOf(await send(`DELETE /api/schedules HTTP/1.1\r\n${asked.join('\r\n')}\r\n\r\n`))).toBe(400);
});
