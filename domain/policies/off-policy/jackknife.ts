import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { type Finding, found, nothingFound } from '../../ranking/statistics/finding';

/** What one user's decisions, or all of them, add up to. */
export interface LogSums {
	readonly decisions: number;
	/** Of weights: how likely the target was to show what was shown, by how likely the log's policy was. */
	readonly weight: number;
	readonly weight_squared: number;
	readonly weighted_reward: number;
	readonly reward: number;
}

/** An estimate with its interval; both ends belong to it. */
export interface Estimated {
	readonly value: number;
	readonly low: number;
	readonly high: number;
}

/** Of fewer users, or of so few that count, nothing tells how far one is from another. */
export const fewestUsers = 5;

/** A statistic of a log, and what of it says how much each user counts in it. */
export interface Statistic {
	readonly of: (sums: LogSums) => number;
	readonly share: (sums: LogSums) => number;
}

/**
 * A statistic with the interval that lets decisions of one user be alike, and what a target has learned of a user with them:
 * leaving out one user after the other, (G − 1)/G · Σ (statistic without the user − statistic)², and Student's t (the
 * jackknife, Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans; of clusters, MacKinnon, Nielsen and Webb
 * 2023, J. Econometrics 232). Users who count unequally are worth (Σs)² ÷ Σs² of them (Kish 1965), of which one is taken off
 * for t. Nothing is drawn, so there is no seed.
 * @param users each one's sums @param confidence between 0 and 1
 */
export function byLeavingOut(users: readonly LogSums[], statistic: Statistic, confidence = 0.95): Finding<Estimated> {
	const all = total(users);
	const value = statistic.of(all);
	const worth = effective(users.map(statistic.share));
	if (!(worth >= fewestUsers))
		return nothingFound(`no interval: it needs ${fewestUsers} users, and these are worth ${worth.toFixed(1)}`);
	let squares = 0;
	for (const own of users) squares += (statistic.of(without(all, own)) - value) ** 2;
	const half = quantileOfT((1 + confidence) / 2, worth - 1) * Math.sqrt(((users.length - 1) / users.length) * squares);
	return found({ value, low: value - half, high: value + half });
}

/** How many of equal share they are worth: (Σs)² ÷ Σs², 0 where there is none. */
export function effective(shares: readonly number[]): number {
	let [sum, squares] = [0, 0];
	for (const each of shares) {
		sum += each;
		squares += each * each;
	}
	return squares === 0 ? 0 : (sum * sum) / squares;
}

export const noSums: LogSums = { decisions: 0, weight: 0, weight_squared: 0, weighted_reward: 0, reward: 0 };

export function total(parts: readonly LogSums[]): LogSums {
	return parts.reduce((sum, each) => combined(sum, each, 1), noSums);
}

function without(all: LogSums, own: LogSums): LogSums {
	return combined(all, own, -1);
}

function combined(one: LogSums, other: LogSums, sign: 1 | -1): LogSums {
	return {
		decisions: one.decisions + sign * other.decisions,
		weight: one.weight + sign * other.weight,
		weight_squared: one.weight_squared + sign * other.weight_squared,
		weighted_reward: one.weighted_reward + sign * other.weighted_reward,
		reward: one.reward + sign * other.reward,
	};
}
