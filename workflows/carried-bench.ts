import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import type { CarriedBench } from '../contracts/workflows';
import { countOf } from '../domain/wording';

/** What a bench was given besides its input. */
export interface Given {
	/** What an earlier run of its chain has handed to it. */
	readonly carried?: CarriedBench;
	/** Why the bench cannot run: a person gave it more than one input. */
	readonly fault?: ApplicationFailure;
}

/**
 * Tells what a bench hands to its next run from a second input of a person's. Only this run's own predecessor can have
 * signed the former: Temporal alone says which run that was.
 */
export function readCarried(more: readonly unknown[]): Given {
	if (more.length === 0) return {};
	const { continuedFromExecutionRunId: predecessor } = workflowInfo();
	const [carried] = more as [Partial<CarriedBench> | null];
	if (predecessor && typeof carried?.from === 'string') {
		// Temporal's cron and retries begin again with what the run before was given, which is none of this one's business.
		return carried.from === predecessor ? { carried: carried as CarriedBench } : {};
	}
	const message = `- a bench takes one input, and ${countOf(more.length + 1, 'input')} were given; put all keys into one`;
	return { fault: ApplicationFailure.create({ type: 'InvalidConfig', message, nonRetryable: true }) };
}
