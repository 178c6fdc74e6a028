import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { TipBenchError } from '../domain/errors';

/** Gives Temporal our expected failures by their code, final or to be retried as the registry says. */
export const failuresByCode: ActivityInboundCallsInterceptor = {
	execute: async (input, next) => {
		try {
			return await next(input);
		} catch (error) {
			if (!(error instanceof TipBenchError)) throw error;
			throw ApplicationFailure.create({
				type: error.code,
				message: error.message,
				nonRetryable: error.final,
				cause: error,
			});
		}
	},
};
