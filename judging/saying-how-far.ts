import { TipBenchError } from '../domain/errors';

/**
 * Adds to an expected failure how far the work had come before it.
 * @param words said below its message; `null` where the failure says enough by itself
 * @throws what the work throws
 */
export async function sayingHowFar(
	words: (failure: TipBenchError) => string | null,
	work: () => Promise<void>,
): Promise<void> {
	try {
		await work();
	} catch (error) {
		const more = error instanceof TipBenchError ? words(error) : null;
		if (!(error instanceof TipBenchError) || more === null) throw error;
		throw new TipBenchError(error.code, `${error.message}\n${more}`, { cause: error });
	}
}
