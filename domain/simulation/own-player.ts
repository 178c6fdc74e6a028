import type { Context } from '../policies/choose';
import { contextOf } from '../policies/features';
import { beginState, score, seenBy, update } from '../policies/policies';
import type { PolicyName } from '../policies/policy-names';
import type { Profile } from '../policies/profile';
import type { ToldProfiles } from './play-episode';
import type { Player } from './run-episode';

/** A simulated user's id, for a policy's state and its stream of random numbers. @param run keeps simulations apart */
export function simulatedUser(run: string, persona: string, seed: number): string {
	return `sim:${run}/${persona}/${seed}`;
}

/** A policy that knows nothing yet, in this process. @param user see {@link simulatedUser} */
export function ownPlayer(policy: PolicyName, user: string): Player {
	let state = beginState(policy, user);
	let chosen: Context = [];
	return {
		choose({ moment, tips, profiles }) {
			const contexts = seenBy(
				policy,
				tips.map((tip) => contextOf(moment, tip, profileFor(profiles, tip.kind))),
			);
			const scored = score(state, contexts);
			state = scored.state;
			chosen = contexts[scored.choice] as Context;
			return scored.choice;
		},
		reward({ reward }) {
			state = update(state, chosen, reward);
		},
	};
}

function profileFor(told: ToldProfiles, kind: string): Profile | null {
	if (told === null) return null;
	return 'all' in told ? told.all : (told.by_kind[kind] ?? null);
}
