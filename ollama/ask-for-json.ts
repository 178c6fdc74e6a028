import { z } from 'zod';
import type { Ollama } from './client';
import { requestJson } from './client';
import { jsonOf } from './lines';

/** A question whose answer is held to a JSON schema while it is decoded. */
export interface JsonQuestion {
	readonly model: string;
	readonly prompt: string;
	/** A JSON schema. */
	readonly format: object;
	readonly seed: number;
	/** Tokens of context: as it was loaded with, or Ollama loads it anew. */
	readonly num_ctx: number;
	/** Seconds that the model stays in memory unused. */
	readonly keepAliveSeconds: number;
	/** Most tokens of the answer. */
	readonly num_predict: number;
	readonly signal?: AbortSignal;
}

const answerSchema = z.object({ response: z.string() });

/**
 * Asks a model for JSON of a given shape, at temperature 0.
 * @returns the parsed answer, or `null` where it was cut before its end
 * @throws TipBenchError PromptTooLong, and as `client.ts` says
 */
export async function askForJson(ollama: Ollama, question: JsonQuestion): Promise<unknown> {
	const { model, prompt, format, seed, num_ctx, num_predict, keepAliveSeconds, signal } = question;
	const options = { temperature: 0, seed, num_ctx, num_predict };
	const body = { model, prompt, format, stream: false, keep_alive: keepAliveSeconds, truncate: false, options };
	const asked = { method: 'POST', path: '/api/generate', body, model, silenceMs: ollama.silenceMs, signal } as const;
	const { response } = await requestJson(ollama, asked, answerSchema);
	return jsonOf(response) ?? null;
}
