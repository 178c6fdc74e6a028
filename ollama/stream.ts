import { type ZodType, z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { type Ollama, type OllamaRequest, openStream } from './client';
import { cutError, reasonOf } from './errors';
import { checkShape, jsonOf, linesOf } from './lines';

const errorLine = z.object({ error: z.string() });

/** A streaming request about one model. */
export interface StreamRequest<T> extends Omit<OllamaRequest, 'method' | 'silenceMs'> {
	readonly model: string;
	/** The shape of a line. */
	readonly schema: ZodType<T>;
	/** What an `{"error": …}` line means. */
	readonly errorOf: (said: string) => TipBenchError;
}

/**
 * The parsed lines of a streaming answer.
 * @throws TipBenchError as `openStream` does; ModelBroke when the connection is cut or falls silent on the way; what an
 * `{"error": …}` line means
 * @throws the signal's reason when it is aborted, which also ends the work in Ollama
 */
export async function* streamLines<T>(ollama: Ollama, asked: StreamRequest<T>): AsyncGenerator<T> {
	const where = `${ollama.url}${asked.path}`;
	const body = await openStream(ollama, { ...asked, method: 'POST', silenceMs: ollama.silenceMs });
	try {
		for await (const line of linesOf(body)) {
			const value = jsonOf(line);
			if (value === undefined) throw cutError(ollama.url, asked.model, 'it ended within a line');
			const failed = errorLine.safeParse(value);
			if (failed.success) throw asked.errorOf(failed.data.error);
			yield checkShape(value, asked.schema, where);
		}
	} catch (error) {
		if (asked.signal?.aborted) throw asked.signal.reason;
		if (error instanceof TipBenchError) throw error;
		throw cutError(ollama.url, asked.model, reasonOf(error), error);
	}
}
