/** What is known of an expected failure: whether no retry can mend it, what it means, and what a person can do. */
export interface ErrorEntry {
	readonly final: boolean;
	readonly meaning: string;
	readonly remedy: string;
}

/**
 * The base of all expected failures. Each room has a registry of its own codes; the page of errors, the command's exit
 * and Temporal's retries follow from the registries. This file reaches nothing of a machine, so that pure rooms can use it.
 */
export abstract class CodedError<Code extends string = string> extends Error {
	/**
	 * @param code which failure of its registry this is
	 * @param message what was wrong, where, and what to do: a sentence or more, or a line a fault
	 */
	constructor(
		readonly code: Code,
		message: string,
		options?: { cause?: unknown; retryAfterMs?: number | undefined },
	) {
		super(message, options);
		this.retryAfterMs = options?.retryAfterMs;
	}

	/** Milliseconds before which a retry is in vain, where whoever refused said so. */
	readonly retryAfterMs: number | undefined;

	/** What its registry says of it. */
	abstract get entry(): ErrorEntry;

	/** Whether no retry can mend it. */
	get final(): boolean {
		return this.entry.final;
	}
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
