import { score, seenBy } from '../../domain/policies/policies';
import { policyOf, type ShadowName } from '../shadow-names';
import type { Store } from '../store/open-store';
import { stateOf } from '../store/user-rows';

/** What shadows are asked: what the active policy was. */
export interface ShadowQuestion {
	readonly decision: string;
	readonly user: string;
	/** The contexts of the tips, one after another, each with so many features. */
	readonly contexts: Float64Array;
	readonly features: number;
	readonly shadows: readonly ShadowName[];
}

/** What one of them would have chosen; or why it says nothing. */
export type ShadowAnswer = { readonly decision: string; readonly shadow: ShadowName } & (
	| { readonly choice: number }
	| { readonly failed: string }
);

/**
 * The tip that a shadow holds for the best, from what the policy of its name knows of the user. It does not explore, and nothing
 * is kept: it learns only where that policy is asked itself.
 * @returns the index of the tip
 * @throws TipBenchError PolicyStateInvalid; StoreBusy, StoreInvalid
 */
export function askShadow(store: Store, shadow: ShadowName, { user, contexts, features }: ShadowQuestion): number {
	const policy = policyOf(shadow);
	const row = store.one<{ key: number }>('SELECT key FROM users WHERE id = ?', user);
	const tips = Array.from({ length: contexts.length / features }, (_none, at) => [
		...contexts.subarray(at * features, (at + 1) * features),
	]);
	const { scores } = score(stateOf(store, { key: row?.key ?? null, id: user }, policy), seenBy(policy, tips));
	return scores.indexOf(Math.max(...scores));
}
