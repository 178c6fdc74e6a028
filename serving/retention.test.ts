import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from './decide';
import { exportDecisions } from './decision-log';
import { giveReward } from './give-reward';
import { deleteOld } from './retention';
import { openStoreAt, type Store } from './store/open-store';
import { someAsked } from './test-support/test-serving';
import { policyTotals } from './totals';
import { forgetUser, userStats } from './users';

const folder = mkdtempSync(join(tmpdir(), 'tip-bench-retention-'));
let store: Store;
beforeAll(() => {
	store = openStoreAt(join(folder, 'a.sqlite'));
	for (let at = 0; at < 130; at += 1) {
		const { decision } = decide(store, 'egreedy-v2', someAsked(`user ${at % 3}`), { now: 1_000 + at, version: '1' });
		giveReward(store, { decision, reward: 1 }, { now: 1_000 + at, windowMs: 1 });
	}
});
afterAll(() => {
	store.close();
	rmSync(folder, { recursive: true });
});

const rows = (table: string) => store.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n;

test('decisions that are too old go with their rewards; what was learned from them stays', async () => {
	const learned = userStats(store, 'user 0', 'egreedy-v2');
	expect(await deleteOld(store, 1_060)).toBe(60);
	expect([rows('decisions'), rows('rewards')]).toEqual([70, 70]);
	expect(await deleteOld(store, 1_060)).toBe(0);
	expect(userStats(store, 'user 0', 'egreedy-v2')).toEqual(learned);
	expect(policyTotals(store)).toEqual([{ policy: 'egreedy-v2', decisions: 130, rewards: 130, mean_reward: 1 }]);
	let text = '';
	for await (const piece of exportDecisions(store, { format: 'jsonl', simulated: false })) text += piece;
	expect(text.trim().split('\n')).toHaveLength(70);
});

test('nothing is left of a user who is forgotten, and all of the others', async () => {
	const own = store.one<{ n: number }>(
		"SELECT count(*) AS n FROM decisions WHERE user = (SELECT key FROM users WHERE id = 'user 1')",
	);
	expect(await forgetUser(store, 'user 1')).toEqual({ users: 1, decisions: own?.n });
	expect(await forgetUser(store, 'user 1')).toEqual({ users: 0, decisions: 0 });
	const left = 70 - (own?.n ?? 0);
	expect([rows('decisions'), rows('rewards'), rows('users'), rows('states')]).toEqual([left, left, 2, 2]);
});
