import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from './folders';
import { startLeashed } from './leashed-process';
import { openLogFile } from './log-file';
import { identify, isAlive, type ProcessIdentity } from './process-identity';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'tip-bench leash '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(script: string) {
	const log = openLogFile(path.join(folder, 'log'));
	const options = {
		command: process.execPath,
		args: ['-e', script],
		env: process.env,
		cwd: folder,
		output: log.descriptor,
	};
	return { log, running: await startLeashed(options) };
}

async function waitFor(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + 5000;
	while (!condition() && Date.now() < deadline) await pause(20);
	expect(condition()).toBe(true);
}

test('tells how a process ended, and keeps what it wrote', async () => {
	const { log, running } = await run('console.log("last words"); process.exitCode = 3');
	expect(await running.exited).toEqual({ code: 3, signal: null });
	expect(log.tail()).toBe('last words');
});

test('stops a process that listens to SIGTERM, and ends one that does not', async () => {
	const polite = (await run('setInterval(() => {}, 1000)')).running;
	await polite.stop();
	expect(await polite.exited).toEqual({ code: null, signal: 'SIGTERM' });
	const { log, running } = await run(
		'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("ready")',
	);
	await waitFor(() => log.tail().includes('ready'));
	await running.stop(200);
	expect(await running.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

test('ends the whole group with its leader', async () => {
	const script =
		'const { spawn } = require("child_process"); const c = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); console.log(c.pid); setTimeout(() => process.exit(0), 300)';
	const { log, running } = await run(script);
	await waitFor(() => /^\d+/.test(log.tail()));
	const child = identify(Number.parseInt(log.tail(), 10));
	expect(isAlive(child)).toBe(true);
	await running.exited;
	await waitFor(() => !isAlive(child));
});

test('reports a command that does not exist', async () => {
	const log = openLogFile(path.join(folder, 'log'));
	const options = {
		command: path.join(folder, 'nothing'),
		args: [],
		env: process.env,
		cwd: folder,
		output: log.descriptor,
	};
	await expect(startLeashed(options)).rejects.toMatchObject({ code: 'ProcessFailed' });
});

/** Starts an owner that holds a leash on a sleeping process, and names that process. */
async function startOwner(): Promise<{ owner: ChildProcess; part: ProcessIdentity }> {
	const leash = path.join(projectRoot(), 'machine', 'leash.js');
	const args = JSON.stringify([leash, '500', process.execPath, '-e', 'setInterval(() => {}, 1000)']);
	const script = `const c = require('child_process').spawn(process.execPath, ${args}, { stdio: ['ignore', 2, 2, 'ipc'], detached: true });
		c.on('message', (m) => require('fs').writeFileSync('pid', String(m.pid)));`;
	const owner = spawn(process.execPath, ['-e', script], { cwd: folder, stdio: 'ignore' });
	const pidFile = path.join(folder, 'pid');
	const pid = () => {
		try {
			return Number(readFileSync(pidFile, 'utf8'));
		} catch {
			return 0;
		}
	};
	await waitFor(() => pid() > 0);
	return { owner, part: identify(pid()) };
}

test('ends the process when its owner is killed outright', async () => {
	const { owner, part } = await startOwner();
	expect(isAlive(part)).toBe(true);
	owner.kill('SIGKILL');
	await waitFor(() => !isAlive(part));
});
