import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFolderSync } from '../machine/make-folder';

const { isAtLeast, checkNodeVersion } = require('./node-version');
const { buildStamp, modulesMatch, panelStamp } = require('./stamps');
const { withLock } = require('./prepare-lock');

let root: string;
beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'tip-bench prepare '));
	for (const name of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) write(name, '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, content: string): void {
	makeFolderSync(path.dirname(path.join(root, name)));
	writeFileSync(path.join(root, name), content);
}

function writeLock(name: string, packages: object): void {
	write(name, JSON.stringify({ packages }));
}

test.each([
	['20.19.0', true],
	['20.20.2', true],
	['22.0.0', true],
	['20.18.1', false],
	['20.9.9', false],
	['18.20.4', false],
])('Node %s is new enough: %s', (version, expected) => {
	expect(isAtLeast(version, '20.19.0')).toBe(expected);
});

test('an old Node gets both versions and a way out', () => {
	write('package.json', JSON.stringify({ engines: { node: '>=20.19.0' } }));
	expect(() => checkNodeVersion(root, '18.0.0')).toThrow(/needs Node 20\.19\.0 .* Node 18\.0\.0.*nvm install/s);
});

test('the build stamp follows sources and settings, and nothing else', () => {
	write('domain/cell.ts', 'export const a = 1;');
	const stamp = buildStamp(root);
	for (const name of [
		'domain/cell.test.ts',
		'test/x.test.ts',
		'node_modules/x/x.ts',
		'dist/x.ts',
		'.git/x.ts',
		'README.md',
		'panel/page.tsx',
	]) {
		write(name, 'other');
	}
	expect(buildStamp(root)).toBe(stamp);
	write('domain/cell.ts', 'export const a = 2;');
	const changed = buildStamp(root);
	expect(changed).not.toBe(stamp);
	write('tsconfig.build.json', '{"changed": true}');
	expect(buildStamp(root)).not.toBe(changed);
});

test('the stamp of the pages follows them and what they show, and nothing else', () => {
	write('panel/page.tsx', 'export const a = 1;');
	const stamp = panelStamp(root);
	for (const name of ['panel/page.test.ts', 'cli/main.ts', 'dist/panel/index.html']) write(name, 'other');
	expect(panelStamp(root)).toBe(stamp);
	const stamps = ['panel/style.css', 'panel/index.html', 'report/plots/plot.ts', 'domain/cell.ts'].map((name) => {
		write(name, 'other');
		return panelStamp(root);
	});
	expect(new Set([stamp, ...stamps]).size).toBe(5);
});

test('node_modules match when all but other platforms’ packages are there in the locked versions', () => {
	const wanted = {
		'': {},
		'node_modules/a': { version: '1.0.0', integrity: 'x' },
		'node_modules/b-win32': { version: '1.0.0', integrity: 'y', optional: true },
	};
	writeLock('package-lock.json', wanted);
	expect(modulesMatch(root)).toBe(false);
	writeLock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0', integrity: 'x' } });
	expect(modulesMatch(root)).toBe(true);
	writeLock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.1', integrity: 'z' } });
	expect(modulesMatch(root)).toBe(false);
	writeLock('node_modules/.package-lock.json', {});
	expect(modulesMatch(root)).toBe(false);
});

test('two preparations follow each other', async () => {
	const events: string[] = [];
	const work = (name: string) => async () => {
		events.push(`${name} begins`);
		await new Promise((resolve) => setTimeout(resolve, 50));
		events.push(`${name} ends`);
	};
	const said: string[] = [];
	const say = (line: string) => said.push(line);
	await Promise.all([withLock(root, say, work('one')), withLock(root, say, work('two'))]);
	expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
	expect(said).toHaveLength(1);
	expect(readdirSync(root).filter((name) => name.startsWith('.prepare-lock'))).toEqual([]);
});

test('the lock of a process that has ended is taken over', async () => {
	const child = spawn(process.execPath, ['-e', '']);
	await once(child, 'exit');
	write('.prepare-lock/owner', `${child.pid} 1`);
	expect(
		await withLock(
			root,
			() => {},
			async () => 'done',
		),
	).toBe('done');
});

test('the lock is given back where the work fails', async () => {
	const failing = withLock(
		root,
		() => {},
		async () => {
			throw new Error('no');
		},
	);
	await expect(failing).rejects.toThrow('no');
	expect(
		await withLock(
			root,
			() => {},
			async () => 'done',
		),
	).toBe('done');
});
