import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepCopy } from './whole-file';

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
