import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { countOf } from '../domain/wording';

/** What an earlier run of a chain hands to the next: it says which run that was. */
interface Carried {
	readonly from: string;
}

/** What a workflow was given besides its input. */
export interface Given<T extends Carried> {
	/** What an earlier run of its chain has handed to it. */
	readonly carried?: T;
	/** Why it cannot run: a person gave it more than one input. */
	readonly fault?: ApplicationFailure;
}

/**
 * Tells what a workflow hands to its next run from a second input of a person's. Only this run's own predecessor can have
 * signed the former: Temporal alone says which run that was.
 * @param what the workflow in words, for messages: `a bench`
 */
export function readCarried<T extends Carried>(what: string, more: readonly unknown[]): Given<T> {
	if (more.length === 0) return {};
	const { continuedFromExecutionRunId: predecessor } = workflowInfo();
	const [carried] = more as [Partial<T> | null];
	if (predecessor && typeof carried?.from === 'string') {
		// Temporal's cron and retries begin again with what the run before was given, which is none of this one's business.
		return carried.from === predecessor ? { carried: carried as T } : {};
	}
	const message = `- ${what} takes one input, and ${countOf(more.length + 1, 'input')} were given; put all keys into one`;
	return { fault: ApplicationFailure.create({ type: 'InvalidConfig', message, nonRetryable: true }) };
}
