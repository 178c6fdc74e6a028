import { lstat, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepCopy, writeWhole } from './whole-file';

let path: string;
beforeEach(async () => {
	path = join(await mkdtemp(join(tmpdir(), 'whole-file-')), 'a.json');
});

test('a copy is made once of each content, and the file stays', async () => {
	await writeFile(path, 'one');
	const first = await keepCopy(path);
	expect(await keepCopy(path)).toBe(first);
	await writeFile(path, 'two');
	const second = await keepCopy(path);
	expect(await Promise.all([first, second, path].map((each) => readFile(each, 'utf8')))).toEqual(['one', 'two', 'two']);
	expect(await readdir(join(path, '..'))).toHaveLength(3);
});

test('a copy of another content under its name is never written over', async () => {
	await writeFile(path, 'one');
	const first = await keepCopy(path);
	await writeFile(first, 'something else');
	const second = await keepCopy(path);
	await writeFile(second, 'something else');
	const third = await keepCopy(path);
	expect(new Set([first, second, third]).size).toBe(3);
	expect(await readFile(first, 'utf8')).toBe('something else');
	expect(await readFile(third, 'utf8')).toBe('one');
});

test('a link stays one, and what it points to is written, whether that is there or not', async () => {
	const folder = join(path, '..');
	await mkdir(join(folder, 'elsewhere'));
	await symlink('elsewhere/to.json', path);
	for (const text of ['one', 'two']) {
		await writeWhole(path, text);
		expect(await readFile(join(folder, 'elsewhere', 'to.json'), 'utf8')).toBe(text);
	}
	expect((await lstat(path)).isSymbolicLink()).toBe(true);
	expect(await readdir(join(folder, 'elsewhere'))).toEqual(['to.json']);
});

test('links in a ring are refused', async () => {
	await symlink('b.json', path);
	await symlink('a.json', join(path, '..', 'b.json'));
	await expect(writeWhole(path, 'one')).rejects.toMatchObject({ code: 'FileUnwritable' });
});
