import { copyFileSync, mkdtempSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '../decide';
import { giveReward } from '../give-reward';
import { someAsked } from '../test-support/test-serving';
import { openStoreAt, type Store } from './open-store';

let folder: string;
let store: Store;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-store-'));
	store = openStoreAt(join(folder, 'a.sqlite'));
});
afterEach(() => {
	store.close();
	rmSync(folder, { recursive: true });
});

const with_ = { now: 1_800_000_000_000, version: '1' };
const fill = (users: number) => {
	for (let at = 0; at < users; at += 1) decide(store, 'egreedy-v2', someAsked(`user ${at}`, 20), with_);
};
const copy = (change: (path: string) => void) => {
	store.run('PRAGMA wal_checkpoint(TRUNCATE)');
	const path = join(folder, 'b.sqlite');
	copyFileSync(store.path, path);
	change(path);
	return () => openStoreAt(path, { check: true });
};
const invalid = (words: RegExp) =>
	expect.objectContaining({ code: 'StoreInvalid', message: expect.stringMatching(words) });
const thrownBy = (work: () => unknown): unknown => {
	try {
		return work();
	} catch (error) {
		return error;
	}
};

test('a store that is cut in the middle, or written over, is refused, and stays as it is', () => {
	fill(100);
	const size = statSync(store.path).size;
	const cut = copy((path) => truncateSync(path, Math.floor(size / 2)));
	expect(thrownBy(cut)).toEqual(invalid(/b\.sqlite.*(malformed|damaged)/));
	expect(statSync(join(folder, 'b.sqlite')).size).toBe(Math.floor(size / 2));
	expect(thrownBy(copy((path) => writeFileSync(path, 'x'.repeat(size))))).toEqual(invalid(/not a database/));
});

test("a store of another version, or somebody else's tables, is refused", () => {
	store.run('PRAGMA user_version = 7');
	expect(thrownBy(() => openStoreAt(store.path))).toEqual(invalid(/is of version 7; this program reads version 2/));
	store.run('PRAGMA user_version = 0');
	expect(thrownBy(() => openStoreAt(store.path))).toEqual(invalid(/none of ours/));
});

test('a full disk is said, nothing of what was asked is taken, and it goes on where there is room again', () => {
	fill(10);
	// SQLite fails as it does on a full disk, with the same code and in the same place.
	store.run('PRAGMA max_page_count = 1');
	const error = thrownBy(() => fill(100));
	expect(error).toMatchObject({ code: 'StoreFull', final: false });
	const before = store.one('SELECT count(*) AS n FROM decisions');
	expect(thrownBy(() => decide(store, 'linucb', someAsked('x'.repeat(500), 900), with_))).toMatchObject({
		code: 'StoreFull',
	});
	expect(store.one('SELECT count(*) AS n FROM decisions')).toEqual(before);
	store.run('PRAGMA max_page_count = 1000000');
	fill(1);
});

test('another process that keeps it for itself is waited for, then named', () => {
	const other = openStoreAt(store.path, { patienceMs: 50 });
	const error = thrownBy(() => store.transaction(() => decide(other, 'egreedy-v2', someAsked('a'), with_)));
	expect(error).toMatchObject({ code: 'StoreBusy', final: false });
	other.close();
});

test('a damaged state is told by whom it is of, and a reset mends it', () => {
	const { decision } = decide(store, 'egreedy-v2', someAsked('a'), with_);
	store.run("UPDATE states SET state = replace(state, 'egreedy-v2', 'egreedy-v1')");
	const again = thrownBy(() => decide(store, 'egreedy-v2', someAsked('a'), with_));
	expect(again).toMatchObject({ code: 'PolicyStateInvalid' });
	const rewarding = { now: with_.now, windowMs: 1 };
	expect(thrownBy(() => giveReward(store, { decision, reward: 1 }, rewarding))).toMatchObject({
		code: 'PolicyStateInvalid',
	});
	store.run('DELETE FROM states');
	expect(giveReward(store, { decision, reward: 1 }, rewarding)).toMatchObject({ is_new: true });
});

test('only its owner may read it', () => {
	for (const end of ['', '-wal', '-shm']) expect(statSync(store.path + end).mode & 0o077).toBe(0);
});

test.each<[string, (path: string) => void]>([
	['taken away', (path) => renameSync(path, `${path}.away`)],
	[
		'replaced by a copy',
		(path) => {
			copyFileSync(path, `${path}.copy`);
			renameSync(`${path}.copy`, path);
		},
	],
])('nothing is taken for a store that was %s', (_how, change) => {
	fill(1);
	change(store.path);
	expect(thrownBy(() => fill(1))).toEqual(invalid(/was taken away or replaced/));
});
