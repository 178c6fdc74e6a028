import { angleOf, longestDwell, type Profile } from './profile';

/** When a tip may be shown. */
export interface Moment {
	/** Of the user's day, 0 to 24. */
	readonly hour: number;
	readonly weekend: boolean;
}

/** What is known of a tip. */
export interface TipFacts {
	/** 0 to 1. */
	readonly priority: number;
	readonly overdue: boolean;
	/** Days since the task that it is about was made, ≥ 0. */
	readonly task_age_days: number;
}

/**
 * The features of a (user, moment, tip), each within −1 and 1. The first seven are all that `egreedy-v1` and `linucb` see;
 * `egreedy-v2` sees all twelve.
 */
export const featureNames = [
	...['bias', 'hour_sine', 'hour_cosine', 'weekend', 'priority', 'overdue', 'log_task_age'],
	...['completion_rate', 'dismiss_rate', 'mean_dwell', 'preferred_hour_alignment', 'tip_volume'],
] as const;

/** How many features there are of the moment and the tip, and how many with those of the profile. */
export const [momentFeatures, allFeatures] = [7, 12] as const;

/** Days of a task's age from which the feature is 1. */
export const oldestDays = 365;

/** Tips of a profile from which the feature is 1. */
const mostTips = 1000;

/** @param profile for this kind of tip; `null` gives 0 for the five that are made from it */
export function contextOf({ hour, weekend }: Moment, tip: TipFacts, profile: Profile | null): number[] {
	const angle = angleOf(hour);
	const x = [1, Math.sin(angle), Math.cos(angle), Number(weekend), tip.priority, Number(tip.overdue)];
	x.push(logShare(tip.task_age_days, oldestDays));
	if (profile === null) x.push(0, 0, 0, 0, 0);
	else addProfile(x, hour, profile);
	return x;
}

function addProfile(x: number[], hour: number, profile: Profile): void {
	const { preferred_hour: preferred } = profile;
	x.push(profile.completion_rate, profile.dismiss_rate);
	x.push(Math.min(profile.mean_dwell_seconds, longestDwell) / longestDwell);
	x.push(preferred === null ? 0 : Math.cos(angleOf(hour) - angleOf(preferred)));
	x.push(logShare(profile.tips, mostTips));
}

/** 0 at none, 1 at `most` and beyond, by the logarithm between. */
export function logShare(count: number, most: number): number {
	return Math.min(1, Math.log1p(count) / Math.log1p(most));
}
