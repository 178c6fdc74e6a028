import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { CodedError } from '../machine/coded-error';

/** What a failure means for whoever called the command. */
export interface Explained {
	readonly message: string;
	/** 1: it failed; 2: what was asked cannot be done as asked, and nothing was started or written. */
	readonly exitCode: 1 | 2;
	/** Whether nobody expected it, so that its stack is worth showing. */
	readonly unexpected: boolean;
}

const wrongInput = new Set([
	'InvalidConfig',
	'Usage',
	'EnvironmentInvalid',
	'UnknownName',
	'NamespaceMissing',
	'NotCollecting',
	'DataFileInvalid',
	'JudgeFileInvalid',
	'GateRefused',
	'ScheduleExists',
	'RejudgeRefused',
	'NothingBefore',
	'PoliciesInvalid',
	'StudyInvalid',
	'PromotionRefused',
	'DecisionLogInvalid',
]);

/** Puts a failure into words for a person. */
export function explain(error: unknown): Explained {
	const cause = error instanceof WorkflowFailedError ? error.cause : error;
	if (cause instanceof CancelledFailure) return { message: 'it was cancelled', exitCode: 1, unexpected: false };
	const code = codeOf(cause);
	const message = cause instanceof Error ? cause.message : String(cause);
	if (code === undefined) {
		const isExpected = error instanceof WorkflowFailedError || isOfFileSystem(cause);
		return { message, exitCode: 1, unexpected: !isExpected };
	}
	return {
		message: `${code}: ${message.includes('\n') ? '\n' : ''}${message}`,
		exitCode: wrongInput.has(code) ? 2 : 1,
		unexpected: false,
	};
}

/** What the file system says, such as that the disk is full, tells a person enough. */
function isOfFileSystem(error: unknown): boolean {
	const { syscall, path } = (error ?? {}) as NodeJS.ErrnoException;
	return typeof syscall === 'string' && typeof path === 'string';
}

function codeOf(error: unknown): string | undefined {
	if (error instanceof CodedError) return error.code;
	return error instanceof ApplicationFailure ? (error.type ?? undefined) : undefined;
}
