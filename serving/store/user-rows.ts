import { z } from 'zod';
import { TipBenchError } from '../../domain/errors';
import { beginState, dimensionOf } from '../../domain/policies/policies';
import type { PolicyName } from '../../domain/policies/policy-names';
import { type PolicyState, readState, writeState } from '../../domain/policies/policy-state';
import { type History, historySchema } from '../../domain/policies/profile';
import type { Store } from './open-store';
import { simulated } from './schema';

/** A user as the store has one. */
export interface KeptUser {
	readonly key: number;
	readonly history: History;
}

/** The longest id of a user, in characters. */
const longestUser = 512;

/** Any text, in any script, with slashes. */
export const userSchema = z
	.string()
	.min(1, 'must name a user')
	.refine(
		(id) => [...id.slice(0, 2 * longestUser + 1)].length <= longestUser,
		`must have at most ${longestUser} characters`,
	)
	.refine((id) => id.isWellFormed() && !id.includes('\0'), 'must not hold half a character, or NUL')
	.describe(`an id of yours, of at most ${longestUser} characters; what begins with \`${simulated}\` is simulated`);

/** Of whom something is to be kept from now on: an id that nobody sees is a variable that was not set. */
export const newUserSchema = userSchema.refine(
	(id) => id === '' || /[^\s\p{Cc}\p{Cf}\p{Z}]/u.test(id),
	'must hold more than blanks',
);

export function findUser(store: Store, id: string): KeptUser | null {
	const row = store.one<{ key: number; history: string }>('SELECT key, history FROM users WHERE id = ?', id);
	return row === undefined ? null : { key: row.key, history: readHistory(row.history, id) };
}

/** The key of a user, who is kept from now on. */
export function keepUser(store: Store, id: string): number {
	return store.run("INSERT INTO users (id, history) VALUES (?, '{}')", id).key;
}

export function keepHistory(store: Store, user: number, history: History): void {
	store.run('UPDATE users SET history = ? WHERE key = ?', JSON.stringify(history), user);
}

/** What a policy knows of a user. @throws TipBenchError PolicyStateInvalid */
export function stateOf(
	store: Store,
	user: { readonly key: number | null; readonly id: string },
	policy: PolicyName,
): PolicyState {
	const row =
		user.key === null
			? undefined
			: store.one<{ state: string }>('SELECT state FROM states WHERE user = ? AND policy = ?', user.key, policy);
	return row === undefined ? beginState(policy, user.id) : readState(row.state, policy, dimensionOf(policy));
}

export function keepState(store: Store, user: number, state: PolicyState): void {
	const sql = `INSERT INTO states (user, policy, state) VALUES (?, ?, ?)
		ON CONFLICT (user, policy) DO UPDATE SET state = excluded.state`;
	store.run(sql, user, state.policy, writeState(state));
}

/** What is counted for ever, also when users are forgotten and decisions have become too old. */
export function count(
	store: Store,
	of: { readonly user: string; readonly policy: PolicyName },
	more: { readonly decisions?: number; readonly rewards?: number; readonly reward_sum?: number },
): void {
	const { decisions = 0, rewards = 0, reward_sum = 0 } = more;
	const sql = `INSERT INTO totals (policy, simulated, decisions, rewards, reward_sum) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (policy, simulated) DO UPDATE SET decisions = decisions + excluded.decisions,
			rewards = rewards + excluded.rewards, reward_sum = reward_sum + excluded.reward_sum`;
	store.run(sql, of.policy, Number(of.user.startsWith(simulated)), decisions, rewards, reward_sum);
}

function readHistory(text: string, id: string): History {
	try {
		return historySchema.parse(JSON.parse(text));
	} catch (cause) {
		const why = `the history of user ${JSON.stringify(id)} is damaged; \`POST /reset\` with \`"profile": true\` clears it`;
		throw new TipBenchError('PolicyStateInvalid', why, { cause });
	}
}
