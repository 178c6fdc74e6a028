import { logShare, type Moment, oldestDays, type TipFacts } from '../policies/features';
import { angleOf, type Outcome } from '../policies/profile';
import type { Persona, Taste } from './persona';

/** What a tip is expected to bring, 0 to 1. */
export function expectedReward(taste: Taste, { hour, weekend }: Moment, tip: TipFacts): number {
	const worth =
		taste.reward +
		taste.hour_weight * Math.cos(angleOf(hour) - angleOf(taste.hour)) +
		(weekend ? taste.weekend_weight : 0) +
		taste.priority_weight * (2 * tip.priority - 1) +
		(tip.overdue ? taste.overdue_weight : 0) +
		taste.age_weight * logShare(tip.task_age_days, oldestDays);
	return Math.min(1, Math.max(0, worth));
}

/** What a user did with a tip, and what that is worth. */
export interface Answer {
	/** 0, 0.5 or 1. */
	readonly reward: number;
	readonly outcome: Outcome;
}

/** Seconds that a tip is looked at which is then dismissed. */
const dismissSeconds = 3;

/** Of tips that are not completed, where there is nothing between, so many are dismissed; the rest is passed over. */
const dismissedShare = 0.5;

/**
 * What a user does with a tip.
 * @param expected what it is expected to bring: the mean of the rewards is just this, for whole and for graded answers
 * @param chance uniform from 0 to 1: the lower, the better
 */
export function answerTo({ answers, mean_dwell_seconds }: Persona, expected: number, chance: number): Answer {
	// Graded: two tries, of which each goes well with that probability and then counts half.
	const completes = answers === 'whole' ? expected : expected * expected;
	const reads = answers === 'whole' ? expected : expected * (2 - expected);
	const dismissesFrom = answers === 'whole' ? 1 - dismissedShare * (1 - expected) : reads;
	const dismissed = chance >= Math.max(dismissesFrom, reads);
	return {
		reward: chance < completes ? 1 : chance < reads ? 0.5 : 0,
		outcome: {
			completed: chance < completes,
			dismissed,
			// Half as long for what is worth nothing, half as long again for what is worth most.
			dwell_seconds: dismissed ? dismissSeconds : mean_dwell_seconds * (0.5 + expected),
		},
	};
}
