import { type Finding, found, nothingFound } from '../../ranking/statistics/finding';
import { byLeavingOut, type Estimated, effective, type LogSums, type Statistic, total } from './jackknife';

/** With fewer decisions that count there is no estimate: so few that one of them may carry it. */
export const fewestEffective = 100;

const byDecisions = ({ decisions }: LogSums) => decisions;
const byWeight = ({ weight }: LogSums) => weight;
const ipsOf = (sums: LogSums) => sums.weighted_reward / sums.decisions;
const snipsOf = (sums: LogSums) => sums.weighted_reward / sums.weight;
const loggedOf = (sums: LogSums) => sums.reward / sums.decisions;

const statistics = {
	/** Mean of wr (Horvitz and Thompson 1952): right on average, but it sways with the weights, and may leave 0 to 1. */
	ips: { of: ipsOf, share: byDecisions },
	/** Σwr ÷ Σw (Hájek 1971; Swaminathan and Joachims 2015): steadier, and always within the rewards seen. */
	snips: { of: snipsOf, share: byWeight },
	/** The self-normalised one less what the log's own policy had, of the same decisions. */
	better_by: { of: (sums: LogSums) => snipsOf(sums) - loggedOf(sums), share: byWeight },
} satisfies Record<string, Statistic>;

/** What a target policy would have had for a reward, each with a 95 % interval. */
export interface OffPolicyEstimates {
	readonly ips: Estimated;
	readonly snips: Estimated;
	readonly better_by: Estimated;
}

/** How much of the log counts. */
export interface WeightsSeen {
	/** (Σw)² ÷ Σw² (Kish 1965). */
	readonly effective_decisions: number;
	/** The same of the users' sums. */
	readonly effective_users: number;
	/** 1 but for chance, where the logged propensities are right. */
	readonly mean: number;
}

export function weightsSeen(users: readonly LogSums[]): WeightsSeen {
	const { decisions, weight, weight_squared } = total(users);
	return {
		effective_decisions: weight_squared === 0 ? 0 : weight ** 2 / weight_squared,
		effective_users: effective(users.map(byWeight)),
		mean: decisions === 0 ? 0 : weight / decisions,
	};
}

/** What the log's own policies had. */
export function loggedReward(users: readonly LogSums[]): Finding<Estimated> {
	return byLeavingOut(users, { of: loggedOf, share: byDecisions });
}

/** The estimates; none below {@link fewestEffective} decisions and 5 users that count. */
export function estimatesOf(users: readonly LogSums[]): Finding<OffPolicyEstimates> {
	const { effective_decisions } = weightsSeen(users);
	if (effective_decisions < fewestEffective)
		return nothingFound(
			`the decisions are worth ${Math.floor(effective_decisions)} of the target's own, and it takes ${fewestEffective}: it needs more decisions, or a log whose policy explores more`,
		);
	const [ips, snips, better_by] = [statistics.ips, statistics.snips, statistics.better_by].map((statistic) =>
		byLeavingOut(users, statistic),
	) as [Finding<Estimated>, Finding<Estimated>, Finding<Estimated>];
	for (const { reason } of [ips, snips, better_by]) if (reason !== null) return nothingFound(reason);
	return found({ ips: ips.value, snips: snips.value, better_by: better_by.value } as OffPolicyEstimates);
}

/** Whether weights average 1, as they do but for chance where the propensities are right; 99.9 % interval. */
export function weightsAreRight(users: readonly LogSums[]): boolean {
	const { value } = byLeavingOut(users, { of: (sums) => sums.weight / sums.decisions, share: byDecisions }, 0.999);
	return value === null || (value.low <= 1 + 1e-9 && value.high >= 1 - 1e-9);
}
