import { ApplicationFailure } from '@temporalio/activity';
import type { ErrorCode } from '../domain/errors';
import { CodedError } from '../machine/coded-error';

/**
 * What is final elsewhere (a changed file, a credential that has expired, a deleted experiment) is retried here, until a
 * person has mended it: what a bench has worked for must not be lost for it. Meanwhile its status says why it stands still.
 * @param except what no wait mends here either
 */
export async function untilMended<T>(work: Promise<T>, except: readonly ErrorCode[] = []): Promise<T> {
	return work.catch((error: unknown) => {
		if (!(error instanceof CodedError) || except.some((code) => code === error.code)) throw error;
		throw ApplicationFailure.create({ type: error.code, message: error.message, nonRetryable: false, cause: error });
	});
}
