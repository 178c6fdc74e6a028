import { CodedError, type ErrorEntry, messageOf } from './coded-error';

/** What can go wrong with this computer, whoever uses it. */
export const machineErrors = {
	PortTaken: {
		final: true,
		meaning: 'A port that was asked for, or every port near it, is in use.',
		remedy: 'Free the port that the message names, or choose another.',
	},
	ProcessFailed: {
		final: true,
		meaning: 'A program could not be started.',
		remedy: 'See the reason in the message: the program may be missing, or not executable.',
	},
	FileUnwritable: {
		final: true,
		meaning: 'A file or folder cannot be written.',
		remedy: 'Make the folder in the message writable, or choose another; see that the disk is not full.',
	},
	PathTooLong: {
		final: true,
		meaning: 'A folder has a path that is too long for a socket in it.',
		remedy: 'Choose a home folder with a shorter path.',
	},
	EnvironmentInvalid: {
		final: true,
		meaning: 'An environment variable is not as it has to be.',
		remedy: 'Correct the variable that the message names, or leave it unset.',
	},
	Interrupted: {
		final: true,
		meaning: 'It was interrupted, by Ctrl-C or because the program that asked for it ended.',
		remedy: 'Run it again: it goes on from there.',
	},
} as const satisfies Record<string, ErrorEntry>;

export type MachineErrorCode = keyof typeof machineErrors;

/** An expected failure of this computer. */
export class MachineError extends CodedError<MachineErrorCode> {
	override readonly name = 'MachineError';

	override get entry(): ErrorEntry {
		return machineErrors[this.code];
	}
}

/**
 * The failure for a file or folder that the file system does not take, in its own words.
 * @param at the folder above it that it was about, where that is another
 */
export function cannotWrite(path: string, cause: unknown, at = path): MachineError {
	// What was called, on what, stands at the end of Node's own message; the path stands in ours.
	const why = messageOf(cause).replace(/, \w+ '.*'$/s, '');
	return new MachineError('FileUnwritable', `cannot write ${path}: ${why}${at === path ? '' : ` (at ${at})`}`, {
		cause,
	});
}

/** @throws MachineError Interrupted where the caller has given up */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
	if (signal?.aborted) throw new MachineError('Interrupted', `${what} was interrupted; running it again continues.`);
}

/** Whether that is why something ended. */
export function isInterruption(error: unknown): boolean {
	return error instanceof MachineError && error.code === 'Interrupted';
}
