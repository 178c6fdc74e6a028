import { StringDecoder } from 'node:string_decoder';
import { type ZodType, z } from 'zod';
import { TipBenchError } from '../domain/errors';

/** The lines of a byte stream, split at `\n`, empty ones left out. */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	for await (const piece of bytes) {
		const lines = (rest + decoder.write(piece)).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) if (line.trim() !== '') yield line;
	}
	rest += decoder.end();
	if (rest.trim() !== '') yield rest;
}

/** What a text says in JSON, `undefined` for what is none, or only the beginning of some. */
export function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * A value of a known shape; keys that the schema does not name are accepted.
 * @param where the address that the value came from
 * @throws TipBenchError OllamaRefused when it is anything else
 */
export function checkShape<T>(value: unknown, schema: ZodType<T>, where: string): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new TipBenchError(
		'OllamaRefused',
		`${where} did not answer as Ollama does: ${z.prettifyError(parsed.error)}. Is it an Ollama, and a recent one?`,
		{ cause: parsed.error },
	);
}
