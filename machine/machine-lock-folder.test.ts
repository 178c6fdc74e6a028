import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryInFolder, tryTurn } from './machine-lock-folder';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function held() {
	const lock = await tryInFolder(folder);
	if (typeof lock === 'string') throw new Error(`held at ${lock}`);
	return lock;
}

test('says where its holder listens', async () => {
	const lock = await held();
	expect(await tryInFolder(folder)).toBe(join(folder, '1'));
	lock.release();
	(await held()).release();
});

test('keeps no more than two turns, also of holders that were killed', async () => {
	for (const turn of [1, 2, 3]) symlinkSync(`${turn}.killed`, join(folder, `${turn}`));
	for (const turn of [1, 2, 3]) symlinkSync('nowhere', join(folder, `${turn}.killed`));
	(await held()).release();
	expect(readdirSync(folder).sort()).toEqual(['3', '3.killed', '4']);
	(await held()).release();
	expect(readdirSync(folder).sort()).toEqual(['4', '5']);
});

test('lets only one have a turn', async () => {
	const tried = await Promise.all(Array.from({ length: 10 }, () => tryTurn(folder, 1)));
	expect(tried.filter((lock) => lock !== undefined)).toHaveLength(1);
	for (const lock of tried) lock?.release();
});

test('gives no turn to one who comes so late that newer ones were had', async () => {
	symlinkSync('7.gone', join(folder, '7'));
	symlinkSync('8.gone', join(folder, '8'));
	expect(await tryTurn(folder, 5)).toBeUndefined();
	expect(readdirSync(folder).filter((name) => name.startsWith('5.'))).toEqual([]);
	(await held()).release();
	expect(readdirSync(folder).sort()).toEqual(['8', '9']);
});

test('refuses a folder in which the sockets would be cut off', async () => {
	const long = join(folder, 'x'.repeat(100));
	await expect(tryInFolder(long)).rejects.toThrow('too long for the path of a socket (103 bytes)');
	expect(readdirSync(long)).toEqual([]);
});
