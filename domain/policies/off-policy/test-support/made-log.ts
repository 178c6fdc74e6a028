import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Decision } from '../../decision';
import { beginState, score, seenBy, update } from '../../policies';
import type { PolicyName } from '../../policy-names';

/** A log to be made, of users whose tastes differ. */
export interface LogShape {
	readonly policy: PolicyName;
	readonly users: number;
	/** Decisions a user. */
	readonly decisions: number;
	readonly tips: number;
}

/** One decision, and what each tip was truly worth: its chance of a reward of 1. */
export interface MadeDecision {
	readonly decision: Decision;
	readonly worth: readonly number[];
}

const kinds = ['plan', 'rest', 'move'] as const;

/** A log as serving would keep it: the policy chooses and learns, user by user; rewards are 0 or 1, by the tip's worth. */
export function madeLog({ policy, users, decisions, tips }: LogShape, seed: number): MadeDecision[] {
	const random = xoroshiro128plus(seed);
	const draw = () => uniformFloat64(random);
	return Array.from({ length: users }, (_user, number) => {
		const user = `u${number}`;
		const tastes = Array.from({ length: 12 }, (_none, at) => (at === 0 ? 0.2 + 0.4 * draw() : 0.5 * (draw() - 0.5)));
		let state = beginState(policy, `${seed}/${user}`);
		return Array.from({ length: decisions }, (_none, at): MadeDecision => {
			const contexts = Array.from({ length: tips }, () =>
				Array.from({ length: 12 }, (_feature, each) => (each === 0 ? 1 : 2 * draw() - 1)),
			);
			const worth = contexts.map((x) =>
				Math.min(
					1,
					Math.max(
						0,
						x.reduce((sum, each, feature) => sum + each * (tastes[feature] as number), 0),
					),
				),
			);
			const { choice: chosen, propensities, state: next } = score(state, seenBy(policy, contexts));
			const reward = Number(draw() < (worth[chosen] as number));
			state = update(next, seenBy(policy, contexts)[chosen] as number[], reward);
			const decision: Decision = {
				...{ id: `${user}-${at}`, user, at: new Date(1.7e12 + at * 6e4).toISOString(), policy, version: '0' },
				moment: { hour: 8, weekend: false },
				tips: contexts.map((_x, tip) => ({ id: `t${tip}`, kind: kinds[tip % kinds.length] as string })),
				...{ contexts, chosen, propensity: propensities[chosen] as number, propensities: [...propensities], reward },
			};
			return { decision, worth };
		});
	}).flat();
}

/** What a policy that learns from this log would have had on average, by what tips were truly worth. */
export function trueValue(log: readonly MadeDecision[], policy: PolicyName): number {
	const states = new Map<string, ReturnType<typeof beginState>>();
	let sum = 0;
	for (const { decision, worth } of log) {
		const state = states.get(decision.user) ?? beginState(policy, decision.user);
		const contexts = seenBy(policy, decision.contexts);
		const { propensities } = score(state, contexts);
		sum += propensities.reduce((all, each, tip) => all + each * (worth[tip] as number), 0);
		states.set(decision.user, update(state, contexts[decision.chosen] as number[], decision.reward as number));
	}
	return sum / log.length;
}
