import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { CodedError } from '../machine/coded-error';

/** Gives Temporal our expected failures by their code, final or to be retried as the registry says. */
export const failuresByCode: ActivityInboundCallsInterceptor = {
	execute: async (input, next) => {
		try {
			return await next(input);
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			throw ApplicationFailure.create({
				type: error.code,
				message: error.message,
				nonRetryable: error.final,
				cause: error,
				...(error.retryAfterMs !== undefined && { nextRetryDelay: error.retryAfterMs }),
			});
		}
	},
};
