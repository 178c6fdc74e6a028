import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../machine/folders';
import { answerHealth } from './health';

let folder: string;
let socket: string;
const servers: { close(): void }[] = [];

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'tip-bench-health-'));
	socket = path.join(folder, 'worker.sock');
});
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
	rmSync(folder, { recursive: true, force: true });
});

async function answering(findFault: () => Promise<string | null>): Promise<void> {
	servers.push(await answerHealth(socket, findFault));
}

/** What the containers' health check says. */
function check(seconds = '5'): Promise<{ code: number; said: string }> {
	const script = path.join(projectRoot(), 'deploy', 'worker-health.js');
	return new Promise((resolve) => {
		execFile(process.execPath, [script, socket, seconds], (error, _, said) =>
			resolve({ code: error === null ? 0 : Number(error.code), said: said.trim() }),
		);
	});
}

test('a worker that lacks nothing is healthy, however often it is asked', async () => {
	await answering(async () => null);
	for (let asked = 0; asked < 3; asked += 1) expect(await check()).toEqual({ code: 0, said: '' });
});

test('what a worker lacks is said, a failure of looking too', async () => {
	let look = async (): Promise<string | null> => 'another worker serves\nthe queue gpu';
	await answering(() => look());
	expect(await check()).toEqual({ code: 1, said: 'another worker serves the queue gpu' });
	look = () => Promise.reject(new Error('14 UNAVAILABLE'));
	expect(await check()).toEqual({ code: 1, said: '14 UNAVAILABLE' });
});

test('a worker that never answers, a stopped one and none at all are unhealthy', async () => {
	await answering(() => new Promise(() => undefined));
	expect(await check('0.2')).toEqual({ code: 1, said: 'the worker has not answered within 0.2 s' });
	for (const server of servers.splice(0)) server.close();
	expect(await check()).toMatchObject({ code: 1, said: expect.stringContaining(`no worker listens at ${socket}`) });
	const listen = `require('net').createServer((c) => c.end('healthy')).listen(process.argv[1], () => console.log('listens'))`;
	const worker = spawn(process.execPath, ['-e', listen, socket]);
	await once(worker.stdout, 'data');
	expect((await check()).code).toBe(0);
	worker.kill('SIGSTOP');
	expect(await check('0.5')).toEqual({ code: 1, said: 'the worker has not answered within 0.5 s' });
	worker.kill('SIGKILL');
	await once(worker, 'exit');
	expect((await check()).code).toBe(1);
});

test('what a killed worker left at the path is no hindrance, a living one is', async () => {
	writeFileSync(socket, '');
	await answering(async () => null);
	expect((await check()).code).toBe(0);
	await expect(answerHealth(socket, async () => null)).rejects.toThrow(`${socket}: another worker answers there`);
});

test('a path at which nobody can listen is said', async () => {
	const tooLong = path.join(folder, 'x'.repeat(200));
	await expect(answerHealth(tooLong, async () => null)).rejects.toThrow(
		/cannot listen at .*xxx: .*longer than 103 bytes/,
	);
	const nowhere = path.join(folder, 'missing', 'worker.sock');
	await expect(answerHealth(nowhere, async () => null)).rejects.toThrow(/--health-socket: cannot listen at .*missing/);
});
