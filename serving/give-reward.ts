import { TipBenchError } from '../domain/errors';
import { seenBy, update } from '../domain/policies/policies';
import type { PolicyName } from '../domain/policies/policy-names';
import { addOutcome } from '../domain/policies/profile';
import type { GivenReward } from './asked';
import { idOf } from './store/decision-id';
import { unpackNumbers } from './store/decision-numbers';
import type { Store } from './store/open-store';
import { count, findUser, keepHistory, keepState, stateOf } from './store/user-rows';

/** A reward that was taken. */
export interface TakenReward {
	readonly decision: string;
	readonly user: string;
	readonly policy: PolicyName;
	readonly reward: number;
	/** ISO 8601. */
	readonly at: string;
	/** Whether it was new; a reward that came before counts once. */
	readonly is_new: boolean;
}

/** How a reward is taken. */
export interface Rewarding {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Milliseconds after a decision in which its reward is taken. */
	readonly windowMs: number;
	/** Whose decision it has to be, where that was said. */
	readonly policy?: PolicyName;
}

interface DecisionRow {
	readonly key: number;
	readonly user: string;
	readonly policy: PolicyName;
	readonly counted_at: number;
	readonly hour: number;
	readonly tips: string;
	readonly numbers: Uint8Array;
	readonly chosen: number;
	readonly reward: number | null;
	readonly outcome: string | null;
	readonly given_at: number | null;
}

const day = 86_400_000;

/**
 * Takes the reward of a decision, once: the policy that made it learns, and the user's history grows by the outcome. The very
 * same again answers as the first time did.
 * @throws TipBenchError DecisionUnknown, DecisionOfOther, RewardConflict, RewardTooLate; PolicyInputInvalid,
 * PolicyStateInvalid; StoreBusy, StoreFull, StoreInvalid
 */
export function giveReward(store: Store, given: GivenReward, { now, windowMs, policy }: Rewarding): TakenReward {
	return store.transaction(() => {
		const row = find(store, given.decision);
		if (policy !== undefined && row.policy !== policy)
			throw failure('DecisionOfOther', `decision ${given.decision} was made by ${row.policy}, not by ${policy}`);
		const taken = { decision: given.decision.toLowerCase(), user: row.user, policy: row.policy, reward: given.reward };
		const outcome = given.outcome === undefined ? null : JSON.stringify(given.outcome);
		if (row.given_at !== null) {
			const isSame = row.reward === given.reward && sameOutcome(row.outcome, given.outcome);
			if (isSame) return { ...taken, at: new Date(row.given_at).toISOString(), is_new: false };
			throw failure(
				'RewardConflict',
				`decision ${given.decision} has the reward ${row.reward}${also(row.outcome)} already`,
			);
		}
		// Where the clock was set back it is younger than nothing, which is young enough.
		if (now - row.counted_at > windowMs)
			throw failure(
				'RewardTooLate',
				`decision ${given.decision} is ${((now - row.counted_at) / day).toFixed(1)} days old; rewards are taken for ${windowMs / day} days`,
			);
		learn(store, row, given);
		const sql = 'INSERT INTO rewards (decision, reward, outcome, given_at) VALUES (?, ?, ?, ?)';
		store.run(sql, row.key, given.reward, outcome, now);
		count(store, row, { rewards: 1, reward_sum: given.reward });
		return { ...taken, at: new Date(now).toISOString(), is_new: true };
	});
}

function find(store: Store, decision: string): DecisionRow {
	const id = idOf(decision);
	const row =
		id === null
			? undefined
			: store.one<DecisionRow>(
					`SELECT d.key, u.id AS user, policy, counted_at, hour, tips, numbers, chosen, reward, outcome, given_at
					FROM decisions d JOIN users u ON u.key = d.user LEFT JOIN rewards r ON r.decision = d.key WHERE d.id = ?`,
					id,
				);
	if (row !== undefined) return row;
	throw failure('DecisionUnknown', `there is no decision ${JSON.stringify(decision)}`);
}

function learn(store: Store, row: DecisionRow, { reward, outcome }: GivenReward): void {
	const user = findUser(store, row.user);
	if (user === null) return;
	const tips = JSON.parse(row.tips) as [id: string, kind: string][];
	const { contexts } = unpackNumbers(row.numbers, tips.length);
	const [context] = seenBy(row.policy, [contexts[row.chosen] as number[]]);
	const state = stateOf(store, { key: user.key, id: row.user }, row.policy);
	keepState(store, user.key, update(state, context as number[], reward));
	const [, kind] = tips[row.chosen] as [string, string];
	if (outcome !== undefined) keepHistory(store, user.key, addOutcome(user.history, kind, row.hour, outcome));
}

function sameOutcome(kept: string | null, given: GivenReward['outcome']): boolean {
	const before = (kept === null ? {} : JSON.parse(kept)) as Record<string, unknown>;
	const after = (given ?? {}) as Record<string, unknown>;
	return [...Object.keys(before), ...Object.keys(after)].every((key) => before[key] === after[key]);
}

function also(outcome: string | null): string {
	return outcome === null ? '' : ` with ${outcome}`;
}

function failure(code: 'DecisionUnknown' | 'DecisionOfOther' | 'RewardConflict' | 'RewardTooLate', message: string) {
	return new TipBenchError(code, message);
}
