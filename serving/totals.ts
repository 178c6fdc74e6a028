import type { PolicyName } from '../domain/policies/policy-names';
import type { Store } from './store/open-store';

/** What was counted of a policy since the store began. */
export interface PolicyTotals {
	readonly policy: PolicyName;
	readonly decisions: number;
	readonly rewards: number;
	/** `null` before the first reward. */
	readonly mean_reward: number | null;
}

/** The totals of all policies that were ever asked. @param simulated of simulated users, else of all others */
export function policyTotals(store: Store, simulated = false): PolicyTotals[] {
	const sql = 'SELECT policy, decisions, rewards, reward_sum FROM totals WHERE simulated = ? ORDER BY policy';
	const rows = store.all<Omit<PolicyTotals, 'mean_reward'> & { readonly reward_sum: number }>(sql, Number(simulated));
	return rows.map(({ reward_sum, ...of }) => ({
		...of,
		mean_reward: of.rewards === 0 ? null : reward_sum / of.rewards,
	}));
}
