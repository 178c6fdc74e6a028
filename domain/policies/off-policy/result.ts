import type { Finding } from '../../ranking/statistics/finding';
import type { PolicyName } from '../policy-names';
import type { OffPolicyEstimates, WeightsSeen } from './estimates';
import type { Estimated } from './jackknife';

/** How many decisions a log holds, and what became of them. */
export interface LogCounts {
	readonly decisions: number;
	/** Those that the estimates are made of. */
	readonly counted: number;
	readonly without_reward: number;
	/** Of other policies than asked for: they only taught. */
	readonly by_others: number;
	/** Those in which the target gives weight to a tip that could not be shown. */
	readonly never_shown: number;
	/** Those before which a later one of the same user stands. */
	readonly out_of_order: number;
}

/** What a policy would have had, by a log of what others did. */
export interface OffPolicyResult extends LogCounts {
	readonly policy: PolicyName;
	/** Whose decisions are counted. */
	readonly logged_by: readonly PolicyName[];
	/** Of whom decisions are counted. */
	readonly users: number;
	readonly weights: WeightsSeen;
	/** The mean reward that was had. */
	readonly logged: Finding<Estimated>;
	readonly estimates: Finding<OffPolicyEstimates>;
	/** What a person should know. */
	readonly notes: readonly string[];
}
