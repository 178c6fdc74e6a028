import type { Decision } from '../decision';
import { beginState, score, seenBy, update } from '../policies';
import type { PolicyName } from '../policy-names';
import type { PolicyState } from '../policy-state';
import { estimatesOf, loggedReward, weightsAreRight, weightsSeen } from './estimates';
import { type LogSums, noSums } from './jackknife';
import { neverShown, notesOf } from './reasons';
import type { OffPolicyResult } from './result';

/** A log on its way through a target policy. */
export interface Replay {
	/** The next decision, in the log's order. */
	take(decision: Decision): void;
	result(): OffPolicyResult;
}

interface UserReplay {
	state: PolicyState;
	sums: LogSums;
	latest: string;
}

/**
 * Asks a target policy about each decision of a log and lets it learn what came of it: asked before it learns, a state a
 * user (progressive validation: Blum, Kalai and Langford 1999; of policies, Agarwal and others 2016, arXiv 1606.03966). It
 * learns from what was shown to the user, not from what it would have shown. A decision without a reward counts nowhere.
 * @param loggedBy where given, decisions of other policies teach and are not counted
 */
export function replayOf(policy: PolicyName, { loggedBy }: { readonly loggedBy?: PolicyName } = {}): Replay {
	const users = new Map<string, UserReplay>();
	const loggers = new Set<PolicyName>();
	const counts = { decisions: 0, without_reward: 0, by_others: 0, counted: 0, out_of_order: 0, never_shown: 0 };

	return {
		take(decision) {
			counts.decisions += 1;
			const own = users.get(decision.user) ?? { state: beginState(policy, decision.user), sums: noSums, latest: '' };
			users.set(decision.user, own);
			if (decision.at < own.latest) counts.out_of_order += 1;
			else own.latest = decision.at;
			const { chosen, reward } = decision;
			if (reward === null) {
				counts.without_reward += 1;
				return;
			}
			const contexts = seenBy(policy, decision.contexts);
			if (loggedBy === undefined || decision.policy === loggedBy) {
				const { propensities } = score(own.state, contexts);
				loggers.add(decision.policy);
				counts.counted += 1;
				if (neverPossible(propensities, decision.propensities)) counts.never_shown += 1;
				own.sums = added(own.sums, (propensities[chosen] as number) / decision.propensity, reward);
			} else counts.by_others += 1;
			own.state = update(own.state, contexts[chosen] as number[], reward);
		},
		result() {
			const sums = [...users.values()].flatMap((each) => (each.sums.decisions === 0 ? [] : [each.sums]));
			const logged_by = [...loggers].sort();
			const weights = weightsSeen(sums);
			return {
				...{ policy, logged_by, ...counts, users: sums.length, weights, logged: loggedReward(sums) },
				estimates: counts.never_shown > 0 ? neverShown(policy, logged_by, counts) : estimatesOf(sums),
				notes: notesOf(counts, weights.mean, counts.never_shown > 0 || weightsAreRight(sums)),
			};
		},
	};
}

/** Whether the target may choose what the log's policy never would. */
function neverPossible(target: readonly number[], logged: readonly number[]): boolean {
	return target.some((each, at) => each > 0 && logged[at] === 0);
}

function added({ decisions, weight, weight_squared, weighted_reward, reward }: LogSums, w: number, r: number): LogSums {
	return {
		decisions: decisions + 1,
		weight: weight + w,
		weight_squared: weight_squared + w * w,
		weighted_reward: weighted_reward + w * r,
		reward: reward + r,
	};
}
