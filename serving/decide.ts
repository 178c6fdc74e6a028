import type { Moment } from '../domain/policies/features';
import { score, seenBy } from '../domain/policies/policies';
import type { PolicyName } from '../domain/policies/policy-names';
import type { Asked } from './asked';
import { contextsOf } from './contexts';
import { idText, newDecisionId } from './store/decision-id';
import { packNumbers } from './store/decision-numbers';
import type { Store } from './store/open-store';
import { count, findUser, keepState, keepUser, stateOf } from './store/user-rows';

/** A tip that was chosen, and how. Lists are by tip, in the order in which they came. */
export interface Decided {
	/** The decision's id: what its reward is given by. */
	readonly decision: string;
	readonly user: string;
	readonly policy: PolicyName;
	/** Of the program. */
	readonly version: string;
	/** ISO 8601. */
	readonly at: string;
	readonly moment: Moment;
	readonly chosen: { readonly index: number; readonly id: string; readonly kind: string };
	/** How likely that tip was to be chosen. */
	readonly propensity: number;
	readonly scores: readonly number[];
	readonly propensities: readonly number[];
	/** Whole. */
	readonly contexts: readonly (readonly number[])[];
}

/** What a decision is made with, beside what is asked. */
export interface Deciding {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Of the program. */
	readonly version: string;
}

/**
 * Has a policy choose a tip for a user, and keeps the decision and where the policy stands now.
 * @throws TipBenchError PolicyInputInvalid, PolicyStateInvalid; StoreBusy, StoreFull, StoreInvalid
 */
export function decide(store: Store, policy: PolicyName, asked: Asked, { now, version }: Deciding): Decided {
	const { user: id, moment, tips } = asked;
	return store.transaction(() => {
		const known = findUser(store, id);
		const contexts = contextsOf(policy, asked, known?.history ?? {});
		const { state, scores, choice, propensities } = score(
			stateOf(store, { key: known?.key ?? null, id }, policy),
			seenBy(policy, contexts),
		);
		const user = known?.key ?? keepUser(store, id);
		keepState(store, user, state);
		const decision = newDecisionId(now);
		store.run(
			`INSERT INTO decisions (id, user, policy, version, made_at, counted_at, hour, weekend, tips, numbers, chosen)
			VALUES (?1, ?2, ?3, ?4, ?5, max(?5, coalesce((SELECT max(counted_at) FROM decisions), 0)), ?6, ?7, ?8, ?9, ?10)`,
			...[decision, user, policy, version, now, moment.hour, Number(moment.weekend)],
			...[JSON.stringify(tips.map(({ id, kind }) => [id, kind])), packNumbers({ contexts, propensities }), choice],
		);
		count(store, { user: id, policy }, { decisions: 1 });
		const tip = tips[choice] as Asked['tips'][number];
		return {
			...{ decision: idText(decision), user: id, policy, version, at: new Date(now).toISOString(), moment },
			chosen: { index: choice, id: tip.id, kind: tip.kind },
			...{ propensity: propensities[choice] as number, scores, propensities, contexts },
		};
	});
}
