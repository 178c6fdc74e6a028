import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { identify, isAlive } from '../machine/process-identity';
import {
	outliveDeadStack,
	readStack,
	removeStack,
	type StackAddresses,
	type StackRecord,
	writeStack,
} from './stack-file';

const addresses: StackAddresses = {
	temporal: '127.0.0.1:7233',
	temporalUi: 'http://127.0.0.1:8233',
	mlflow: 'http://127.0.0.1:5000',
	ollama: 'http://127.0.0.1:11434',
};

let stateDir: string;
beforeEach(() => {
	stateDir = mkdtempSync(path.join(tmpdir(), 'tip-bench stack '));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const file = () => path.join(stateDir, 'stack.json');

function rewrite(change: (record: StackRecord) => void): void {
	const record = JSON.parse(readFileSync(file(), 'utf8')) as StackRecord;
	change(record);
	writeFileSync(file(), JSON.stringify(record));
}

async function endedProcess(): Promise<number> {
	const child = spawn(process.execPath, ['-e', '']);
	await once(child, 'exit');
	return child.pid ?? 0;
}

test('gives the addresses while the owner lives', () => {
	writeStack(stateDir, addresses, []);
	expect(readStack(stateDir)?.addresses).toEqual(addresses);
	removeStack(stateDir);
	expect(readStack(stateDir)).toBeUndefined();
});

test('does not believe the file of an owner that has ended', async () => {
	writeStack(stateDir, addresses, []);
	const pid = await endedProcess();
	rewrite((record) => {
		record.owner = { pid, start: '' };
	});
	expect(readStack(stateDir)).toBeUndefined();
});

// Only Linux tells when a process began.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('does not take another process with the same pid for the owner', () => {
	writeStack(stateDir, addresses, []);
	rewrite((record) => {
		record.owner.start = '1';
	});
	expect(readStack(stateDir)).toBeUndefined();
});

test("leaves another owner's file alone", () => {
	writeStack(stateDir, addresses, []);
	rewrite((record) => {
		record.owner = identify(process.ppid);
	});
	removeStack(stateDir);
	expect(readStack(stateDir)?.owner.pid).toBe(process.ppid);
});

test('treats a file that was cut as none', () => {
	writeFileSync(file(), '{"addresses": {"tem');
	expect(readStack(stateDir)).toBeUndefined();
});

test("waits for a dead owner's parts to end before it forgets them", async () => {
	const part = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600)'], { detached: true, stdio: 'ignore' });
	writeStack(stateDir, addresses, [part.pid ?? 0]);
	const pid = await endedProcess();
	rewrite((record) => {
		record.owner = { pid, start: '' };
	});
	const [leader] = (JSON.parse(readFileSync(file(), 'utf8')) as StackRecord).leaders;
	const said: string[] = [];
	await outliveDeadStack(stateDir, (line) => said.push(line));
	expect(leader && isAlive(leader)).toBe(false);
	expect(said).toHaveLength(1);
	expect(existsSync(file())).toBe(false);
});
