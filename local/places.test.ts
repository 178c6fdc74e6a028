import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withHttpStandIn, withHttpsStandIn } from '../testbed/http-stand-in';
import { testCertificates } from '../testbed/test-certificates';
import { namedPlace } from './places';
import { lookAtMlflow, lookAtOllama, lookAtTemporal } from './probe';

// What stands in here are the other things that people have at these ports, and parts behind a log-in.

const nowhere = { HOME: tmpdir(), TEMPORAL_CONFIG_FILE: '/dev/null' };

/** An MLflow with its log-in switched on: its health is open to all. */
const mlflowWithLogin: RequestListener = ({ url, headers }, response) => {
	if (url === '/health') return response.end('OK');
	if (headers.authorization === 'Bearer right') return response.end('3.17.2');
	return response.writeHead(401, { 'www-authenticate': 'Basic realm="mlflow"' }).end('You are not authenticated');
};

const ollamaBehindKey: RequestListener = ({ headers }, response) =>
	headers.authorization === 'Bearer right' ? response.end('{"version":"0.24.0"}') : response.writeHead(401).end();

const airPlay: RequestListener = (_request, response) => response.writeHead(403, { server: 'AirTunes/845' }).end();

test('an MLflow that asks for a log-in is refusing, by what is missing', async () => {
	await withHttpStandIn(mlflowWithLogin, async (url) => {
		expect(await lookAtMlflow(url, {})).toEqual({
			is: 'refusing',
			why: expect.stringMatching(/asks for a log-in: set MLFLOW_/),
		});
		const wrong = { MLFLOW_TRACKING_TOKEN: 'hunter2' };
		expect(await lookAtMlflow(url, wrong)).toEqual({
			is: 'refusing',
			why: expect.stringMatching(/^refuses the log-in in ((?!hunter2).)*$/),
		});
		expect(await lookAtMlflow(url, { MLFLOW_TRACKING_TOKEN: 'right' })).toEqual({ is: 'there', version: '3.17.2' });
	});
});

test('an Ollama behind a key is refusing, by what is missing', async () => {
	await withHttpStandIn(ollamaBehindKey, async (url) => {
		expect(await lookAtOllama(url, {})).toMatchObject({
			is: 'refusing',
			why: expect.stringContaining('set OLLAMA_API_KEY'),
		});
		expect(await lookAtOllama(url, { OLLAMA_API_KEY: 'hunter2' })).toEqual({
			is: 'refusing',
			why: 'refuses OLLAMA_API_KEY',
		});
		expect(await lookAtOllama(url, { OLLAMA_API_KEY: 'right' })).toEqual({ is: 'there', version: '0.24.0' });
	});
});

test('what is no MLflow, Ollama or Temporal is something else, whatever it answers', async () => {
	for (const answer of [airPlay, (_request, response) => response.end('hello')] satisfies RequestListener[]) {
		await withHttpStandIn(answer, async (url) => {
			expect(await lookAtMlflow(url, {})).toMatchObject({ is: 'other' });
			const { is } = await lookAtOllama(url, {});
			expect(is).toBe(answer === airPlay ? 'refusing' : 'other');
		});
	}
});

test('what speaks another language than Temporal is something else', async () => {
	await withHttpStandIn(airPlay, async (url) => {
		expect(await lookAtTemporal({ temporal: url.slice(7), namespace: 'default' })).toMatchObject({ is: 'other' });
	});
});

test('what says nothing at all is given up', async () => {
	const sockets: Socket[] = [];
	const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
	await new Promise((resolve) => silent.once('listening', resolve));
	const address = `127.0.0.1:${(silent.address() as { port: number }).port}`;
	try {
		const looks = [
			lookAtMlflow(`http://${address}`, {}),
			lookAtOllama(`http://${address}`, {}),
			lookAtTemporal({ temporal: address, namespace: 'default' }),
		];
		expect((await Promise.all(looks)).map(({ is }) => is)).toEqual(['absent', 'absent', 'other']);
	} finally {
		for (const socket of sockets) socket.destroy();
		silent.close();
	}
});

test('nobody is absent', async () => {
	// Port 9 is one that `fetch` would refuse by itself.
	for (const url of ['http://127.0.0.1:9', 'http://[::1]:9', 'http://no.such.host.invalid:1']) {
		expect(await lookAtMlflow(url, {})).toMatchObject({ is: 'absent' });
		expect(await lookAtOllama(url, {})).toMatchObject({ is: 'absent' });
		expect(await lookAtTemporal({ temporal: url.slice(7), namespace: 'default' })).toMatchObject({ is: 'absent' });
	}
});

test('a certificate is trusted as the environment says', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-places-'));
	const authority = join(folder, 'authority.pem');
	writeFileSync(authority, testCertificates.authority);
	await withHttpsStandIn(mlflowWithLogin, async (url) => {
		expect(await lookAtMlflow(url, {})).toMatchObject({
			is: 'refusing',
			why: expect.stringMatching(/not trusted.*MLFLOW_TRACKING_SERVER_CERT_PATH/),
		});
		const env = { MLFLOW_TRACKING_SERVER_CERT_PATH: authority, MLFLOW_TRACKING_TOKEN: 'right' };
		expect(await lookAtMlflow(url, env)).toEqual({ is: 'there', version: '3.17.2' });
	});
	rmSync(folder, { recursive: true });
});

test('a redirect to another host is followed without the log-in', async () => {
	const seen: (string | undefined)[] = [];
	const stranger: RequestListener = ({ headers }, response) => {
		seen.push(headers.authorization);
		response.end('OK');
	};
	await withHttpStandIn(stranger, (url) => {
		const elsewhere = url.replace('127.0.0.1', 'localhost');
		const sendOn: RequestListener = (request, response) =>
			response.writeHead(302, { location: `${elsewhere}${request.url}` }).end();
		return withHttpStandIn(sendOn, async (from) => {
			await lookAtMlflow(from, { MLFLOW_TRACKING_TOKEN: 'right' });
			await lookAtOllama(from, { OLLAMA_API_KEY: 'right' });
		});
	});
	expect(seen.length).toBeGreaterThan(0);
	expect(seen.every((authorization) => authorization === undefined)).toBe(true);
});

test.each([
	['Ollama', { OLLAMA_HOST: '::1' }, 'http://[::1]:11434', 'OLLAMA_HOST'],
	['MLflow', { MLFLOW_TRACKING_URI: 'mlflow:5000/' }, 'http://mlflow:5000', 'MLFLOW_TRACKING_URI'],
	['Temporal', { TEMPORAL_ADDRESS: 'http://[::1]/' }, '[::1]:7233', 'TEMPORAL_ADDRESS'],
] as const)('%s is where %j says', (name, variables, address, source) => {
	expect(namedPlace(name, { ...nowhere, ...variables })).toMatchObject({ address, source });
	const empty = Object.fromEntries(Object.keys(variables).map((variable) => [variable, '']));
	expect(namedPlace(name, { ...nowhere, ...empty })).toBeNull();
});

test.each([
	['Ollama', { OLLAMA_HOST: 'ftp://x' }],
	['MLflow', { MLFLOW_TRACKING_URI: 'databricks' }],
	['Temporal', { TEMPORAL_ADDRESS: 'a b' }],
] as const)('%s with %j is refused by the name of the variable', (name, variables) => {
	const [variable] = Object.keys(variables);
	expect(() => namedPlace(name, { ...nowhere, ...variables })).toThrow(
		expect.objectContaining({
			code: 'EnvironmentInvalid',
			message: expect.stringMatching(new RegExp(`^${variable}: `)),
		}),
	);
});
