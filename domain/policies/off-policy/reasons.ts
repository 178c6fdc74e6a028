import { type Finding, nothingFound } from '../../ranking/statistics/finding';
import { countOf } from '../../wording';
import type { PolicyName } from '../policy-names';
import type { LogCounts } from './result';

/** Why there is no estimate where the log's policies could not show what the target would. */
export function neverShown(
	policy: PolicyName,
	loggedBy: readonly PolicyName[],
	{ counted, never_shown }: LogCounts,
): Finding<never> {
	return nothingFound(
		`in ${never_shown} of ${countOf(counted, 'decision')} ${policy} may choose a tip that ${loggedBy.join(' or ')} never would: what it would have brought is in no log. Take a log whose policy may show any tip, as egreedy and random may, or only those decisions of this one (--logged-by)`,
	);
}

/** What a person should know of a log and its weights. */
export function notesOf(counts: LogCounts, meanWeight: number, weightsAreRight: boolean): string[] {
	const notes: string[] = [];
	const { without_reward, out_of_order } = counts;
	if (without_reward > 0)
		notes.push(
			`${countOf(without_reward, 'decision')} without a reward ${without_reward === 1 ? 'counts' : 'count'} nowhere: right where any decision may lack one, and wrong where a reward is only sent when the tip was good`,
		);
	if (out_of_order > 0)
		notes.push(
			`before ${countOf(out_of_order, 'decision')} a later one of the same user stands: the policy learned in the order of the log`,
		);
	if (!weightsAreRight)
		notes.push(
			`the weights' mean is ${meanWeight.toFixed(3)}, which chance hardly makes of 1: the propensities of this log may be wrong`,
		);
	return notes;
}
