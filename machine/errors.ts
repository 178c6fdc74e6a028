/** What can go wrong while the local parts are brought up. */
export type LocalStackCode =
	| 'PartMissing'
	| 'PartFailed'
	| 'PortTaken'
	| 'BuildFailed'
	| 'DownloadFailed'
	| 'ModelFailed'
	| 'Interrupted';

/** An expected failure of the local stack; its message says what went wrong, where, and what to do. */
export class LocalStackError extends Error {
	readonly code: LocalStackCode;

	constructor(code: LocalStackCode, message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'LocalStackError';
		this.code = code;
	}
}

/** Throws `Interrupted` where the caller has given up. */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
	if (signal?.aborted) throw new LocalStackError('Interrupted', `${what} was interrupted; running it again continues.`);
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
