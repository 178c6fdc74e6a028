import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './folders';
import { makeFolder, makeFolderSync } from './make-folder';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'tip-bench-folders-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ways = [
	['at once', async (path: string, mode?: number) => makeFolderSync(path, mode)],
	['in its time', makeFolder],
] as const;

describe.each(ways)('made %s', (_way, make) => {
	test('a folder and those above it, also twice', async () => {
		await make(join(root, 'a/b/c'));
		await make(join(root, 'a/b/c'));
		expect(statSync(join(root, 'a/b/c')).isDirectory()).toBe(true);
	});

	test('several at the same moment do not disturb each other', async () => {
		await Promise.all(Array.from({ length: 20 }, () => make(join(root, 'x/y/z'))));
		expect(existsSync(join(root, 'x/y/z'))).toBe(true);
	});

	test('it has the mode that it was asked for', async () => {
		await make(join(root, 'own'), 0o700);
		expect(statSync(join(root, 'own')).mode & 0o777).toBe(0o700);
	});

	test.each(['/proc/no/where', '/proc/1/no', '/dev/null/x'])('%s ends at once as FileUnwritable', async (path) => {
		await expect(make(path)).rejects.toMatchObject({ code: 'FileUnwritable', message: expect.stringContaining(path) });
	});

	test('a file, or a link to nowhere, in the way is named', async () => {
		writeFileSync(join(root, 'file'), '');
		symlinkSync(join(root, 'gone'), join(root, 'link'));
		for (const name of ['file', 'link']) {
			await expect(make(join(root, name, 'below'))).rejects.toMatchObject({
				code: 'FileUnwritable',
				message: expect.stringContaining(join(root, name)),
			});
		}
	});
});

test("Node's own recursive mkdir, which never ends in /proc, is nowhere in the project", () => {
	const { stdout } = spawnSync('git', ['ls-files', '*.ts', '*.js', 'tip-bench'], {
		cwd: projectRoot(),
		encoding: 'utf8',
	});
	const files = stdout.split('\n').filter(Boolean);
	expect(files.length).toBeGreaterThan(200);
	const recursive = /\bmkdir(Sync)?\([^;]*?recursive: true/;
	const here = 'machine/make-folder.test.ts';
	const found = files.filter(
		(file) =>
			file !== here &&
			existsSync(join(projectRoot(), file)) &&
			recursive.test(readFileSync(join(projectRoot(), file), 'utf8')),
	);
	expect(found).toEqual([]);
	// The search finds what it looks for.
	expect(
		recursive.test(
			readFileSync(join(projectRoot(), here), 'utf8').replace('x/y/z', "mkdirSync('x', { recursive: true });"),
		),
	).toBe(true);
	expect(readdirSync(root)).toEqual([]);
});
