import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createItemIds } from './item-id';
import { itemKey, keyLength } from './item-key';

const runId = '0f6c2a9b3d4e5f60718293a4b5c6d7e8';
const ids = createItemIds(Buffer.alloc(keyLength, 7));

test('an id is the same for the same run, says nothing of it, and opens for its experiment alone', () => {
	const id = ids.seal('3', runId);
	expect(ids.seal('3', runId)).toBe(id);
	expect(id).toMatch(/^[\w-]{80,120}$/);
	expect(Buffer.from(id, 'base64url').includes(runId.slice(0, 6))).toBe(false);
	expect(ids.open('3', id)).toBe(runId);
	expect(ids.open('4', id)).toBeNull();
	expect(ids.seal('4', runId)).not.toBe(id);
});

test('ids of other runs share nothing, and are of one length', () => {
	const all = Array.from({ length: 200 }, (_each, at) => ids.seal('3', `${at}`.padStart(32, '0')));
	expect(new Set(all.map((each) => each.slice(0, 16))).size).toBe(200);
	expect(new Set([...all, ids.seal('3', 'short')].map(({ length }) => length)).size).toBe(1);
	expect(ids.open('3', ids.seal('3', 'short'))).toBe('short');
});

test('what was changed, cut or made by another key opens nothing', () => {
	const id = ids.seal('3', runId);
	for (let at = 0; at < id.length; at += 1) {
		const other = id[at] === 'A' ? 'B' : 'A';
		expect(ids.open('3', id.slice(0, at) + other + id.slice(at + 1))).toBeNull();
	}
	for (const wrong of ['', 'x', id.slice(0, -2), `${id}AA`, `${id}=`, ` ${id}`, runId, '😀'])
		expect(ids.open('3', wrong)).toBeNull();
	expect(createItemIds(Buffer.alloc(keyLength, 8)).open('3', id)).toBeNull();
});

test('the key is made once, for its owner alone, also where many ask at once', async () => {
	const folder = join(await mkdtemp(join(tmpdir(), 'item-key-')), 'admin');
	const keys = await Promise.all(Array.from({ length: 8 }, () => itemKey(folder)));
	expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
	expect((await stat(join(folder, 'item-key'))).mode & 0o777).toBe(0o600);
	expect(await readdir(folder)).toEqual(['item-key']);
	expect((await itemKey(folder)).equals(keys[0] ?? Buffer.alloc(0))).toBe(true);
	// What a full disk has cut is none.
	await writeFile(join(folder, 'item-key'), 'short');
	expect(await itemKey(folder)).toHaveLength(keyLength);
	await rm(folder, { recursive: true });
	await writeFile(folder, '');
	await expect(itemKey(folder)).rejects.toMatchObject({ code: 'FileUnwritable' });
	await chmod(folder, 0o600);
});
