import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { type PolicyStats, statsOf } from '../domain/policies/policies';
import type { PolicyName } from '../domain/policies/policy-names';
import type { Store } from './store/open-store';
import { patiently } from './store/patiently';
import { simulated } from './store/schema';
import { keepHistory, stateOf } from './store/user-rows';

/** What a policy has learned of a user; of one that nobody knows, nothing. @throws TipBenchError PolicyStateInvalid */
export function userStats(store: Store, user: string, policy: PolicyName): PolicyStats {
	const row = store.one<{ key: number }>('SELECT key FROM users WHERE id = ?', user);
	return statsOf(stateOf(store, { key: row?.key ?? null, id: user }, policy));
}

/** What is cleared of a user. */
export interface Reset {
	readonly user: string;
	readonly policies: readonly PolicyName[];
	/** Whether their history goes too, from which their profile is made. */
	readonly profile: boolean;
}

/** Has policies begin anew with a user. @returns those that had learned something */
export function resetUser(store: Store, { user, policies, profile }: Reset): Promise<PolicyName[]> {
	const reset = () => {
		const row = store.one<{ key: number }>('SELECT key FROM users WHERE id = ?', user);
		if (row === undefined) return [];
		if (profile) keepHistory(store, row.key, {});
		const sql = 'DELETE FROM states WHERE user = ? AND policy = ?';
		return policies.filter((policy) => store.run(sql, row.key, policy).changes > 0);
	};
	return patiently(store, () => store.transaction(reset));
}

/** What was deleted. */
export interface Forgotten {
	readonly users: number;
	readonly decisions: number;
}

/** How many decisions are deleted at once, so that others wait for a millisecond. */
const deletedAtOnce = 50;

/** Deletes all that is kept of a user. @throws TipBenchError StoreBusy, StoreFull, StoreInvalid */
export async function forgetUser(store: Store, user: string): Promise<Forgotten> {
	const forgotten = await forget(store, user);
	// Nor does it stand in the log before the database any longer, unless somebody reads that just now.
	if (forgotten.users > 0) await emptyLog(store);
	return forgotten;
}

/** Milliseconds for which those who read the log are waited for, and between two tries. */
const [logPatienceMs, logAgainMs] = [2_000, 50];

async function emptyLog(store: Store): Promise<void> {
	for (const until = performance.now() + logPatienceMs; ; await pause(logAgainMs)) {
		const [done] = store.all<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)');
		if (done?.busy !== 1 || performance.now() > until) return;
	}
}

/**
 * Deletes all simulated users whose id begins with a text.
 * @param run what stands behind `sim:`; all where it is empty
 * @throws TipBenchError StoreBusy, StoreFull, StoreInvalid
 */
export async function sweepSimulated(store: Store, run = ''): Promise<Forgotten> {
	const [from, to] = [`${simulated}${run}`, `${simulated}${run}\u{10ffff}`];
	const all = { users: 0, decisions: 0 };
	for (;;) {
		const row = store.one<{ id: string }>('SELECT id FROM users WHERE id >= ? AND id < ? LIMIT 1', from, to);
		if (row === undefined) return all;
		const { users, decisions } = await forget(store, row.id);
		all.users += users;
		all.decisions += decisions;
	}
}

async function forget(store: Store, user: string): Promise<Forgotten> {
	const row = store.one<{ key: number }>('SELECT key FROM users WHERE id = ?', user);
	if (row === undefined) return { users: 0, decisions: 0 };
	const some = `SELECT key FROM decisions WHERE user = ? LIMIT ${deletedAtOnce}`;
	const deleteSome = (): number => {
		store.run(`DELETE FROM rewards WHERE decision IN (${some})`, row.key);
		return store.run(`DELETE FROM decisions WHERE key IN (${some})`, row.key).changes;
	};
	let decisions = 0;
	for (let more = true; more; ) {
		// The user goes with the last of their decisions: no decision is ever nobody's.
		const deleteMore = () => {
			const some = deleteSome();
			if (some < deletedAtOnce) {
				store.run('DELETE FROM states WHERE user = ?', row.key);
				store.run('DELETE FROM users WHERE key = ?', row.key);
			}
			return some;
		};
		const deleted = await patiently(store, () => store.transaction(deleteMore));
		decisions += deleted;
		more = deleted === deletedAtOnce;
		await nextTurn();
	}
	return { users: 1, decisions };
}
