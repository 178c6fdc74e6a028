import { reasonLines } from '../domain/bench/reasons';
import type { Status } from '../domain/bench/status';
import { type Trouble, troubleText } from '../domain/bench/troubles';
import { countOf } from '../domain/wording';
import { say } from './output';

/** Says why a bench stands still, and what a person can do about it. */
export function sayTroubles(troubles: readonly Trouble[]): void {
	for (const trouble of troubles) {
		say(troubleText(trouble));
		say(`  what to do: ${trouble.remedy}`);
	}
}

/** Why no worker answers for a bench. @param failedTasks how often workers have failed to go on with it at all */
export function unanswered(failedTasks: number): string {
	if (failedTasks === 0) return 'no worker answers: is `./tip-bench worker` (or `up`) running?';
	return `workers have failed ${countOf(failedTasks, 'time')} to go on with it: is theirs the code that it began with? The Temporal UI shows the failure`;
}

/** Says for which reasons cells failed, and are invalid. */
export function sayReasons({ reasons }: Pick<Status, 'reasons'>): void {
	for (const line of reasonLines(reasons.failed)) say(`failed: ${line}`);
	for (const line of reasonLines(reasons.invalid)) say(`invalid, left out of the ranking: ${line}`);
}
