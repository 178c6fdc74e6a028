import { TipBenchError } from '../domain/errors';

/** How often a broken model is tried for one cell, or for one load. */
const tries = 3;

/**
 * What a model causes is tried three times, then it is final: a retry by Temporal would go on for ever. What a server
 * causes is thrown as it is, for Temporal to retry.
 * @throws TipBenchError GenerationFailed, and what the work throws
 */
export async function boundedTries<T>(work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof TipBenchError)) throw error;
			if (error.code === 'OllamaRefused' || error.code === 'ModelNotFound') throw failed(error.message, error);
			if (error.code !== 'ModelBroke') throw error;
			if (attempt === tries) throw failed(`the model broke ${tries} times: ${error.message}`, error);
		}
	}
}

function failed(reason: string, cause: TipBenchError): TipBenchError {
	return new TipBenchError('GenerationFailed', reason, { cause });
}
