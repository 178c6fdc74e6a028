import { CancellationScope, condition, patched, workflowInfo } from '@temporalio/workflow';

/**
 * Whether this run was made by a reset, and has come to where the history ends that it got from the old run. Whoever
 * sees that continues as new: only one reset can be told in the life of a run.
 */
export function wasReset(): boolean {
	const { runId, originalExecutionRunId } = workflowInfo();
	// The mark stays in the history, so that a replay sees the same at the same place.
	return runId !== originalExecutionRunId && patched('reset');
}

/**
 * Does the work, unless it turns out that this run was made by a reset. Others may have done since what the history does
 * not hold, so the work is dropped where it is.
 * @param beginAnew ends this run, without waiting for anything of the work, in favour of one that looks what there is
 */
export async function unlessReset<T>(work: () => Promise<T>, beginAnew: () => Promise<never>): Promise<T> {
	if (wasReset()) return beginAnew();
	const scope = new CancellationScope();
	const done = scope.run(work);
	// Once dropped, it is no longer waited for.
	done.catch(() => undefined);
	// A cancel is the work's to see to, to its end.
	const reset = CancellationScope.nonCancellable(() => condition(wasReset)).then((): typeof dropped => dropped);
	const first = await Promise.race([done, reset]);
	if (first !== dropped) return first;
	scope.cancel();
	return beginAnew();
}

const dropped = Symbol('dropped');

/** In work that is dropped for a reset: goes no further. */
export async function dropWhereReset(): Promise<void> {
	if (wasReset()) await new Promise<never>(() => undefined);
}
