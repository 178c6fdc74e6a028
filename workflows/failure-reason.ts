import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, isCancellation } from '@temporalio/workflow';

/** The innermost failure that says why, behind the wrappers that say where. */
function rootFailure(error: unknown): unknown {
	let at = error;
	while ((at instanceof ActivityFailure || at instanceof ChildWorkflowFailure) && at.cause !== undefined) at = at.cause;
	return at;
}

/** Our code of an expected failure, `undefined` for one that nobody expected. */
export function codeOf(error: unknown): string | undefined {
	const root = rootFailure(error);
	return root instanceof ApplicationFailure ? (root.type ?? undefined) : undefined;
}

/** Characters; a hundred of them stand in the status. */
const longestReason = 500;

/** Why something failed, in the words of its cause. */
export function reasonOf(error: unknown): string {
	const root = rootFailure(error);
	const words = root instanceof Error ? root.message : String(root);
	return words.length > longestReason ? `${words.slice(0, longestReason)}…` : words;
}

/** The same with its code in front: cells that failed are counted by it. */
export function codedReasonOf(error: unknown): string {
	const code = codeOf(error);
	return code ? `${code}: ${reasonOf(error)}` : reasonOf(error);
}

/**
 * What a bench ends with when a part of it failed: the part's own code and words, without Temporal's wrappers around
 * them. Cancellations, and failures that nobody expected, stay as they are.
 */
export function asBenchFailure(error: unknown): unknown {
	const root = rootFailure(error);
	if (isCancellation(error) || !(root instanceof ApplicationFailure) || root === error) return error;
	return ApplicationFailure.create({ type: root.type ?? 'Unexpected', message: root.message, nonRetryable: true });
}
