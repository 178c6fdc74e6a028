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
	/** Most tokens of the answer. */
	readonly num_predict: number;
	readonly signal?: AbortSignal;
}

const answerSchema = z.object({ response: z.string() });

/**
 * Asks a model for JSON of a given shape, at temperature 0.
 * @returns the parsed answer, or `null` where it was cut before its end
 * @throws TipBenchError as `client.ts` says
 */
export async function askForJson(ollama: Ollama, question: JsonQuestion): Promise<unknown> {
	const { model, prompt, format, seed, num_predict, signal } = question;
	const body = { model, prompt, format, stream: false, options: { temperature: 0, seed, num_predict } };
	const asked = { method: 'POST', path: '/api/generate', body, model, silenceMs: ollama.silenceMs, signal } as const;
	const { response } = await requestJson(ollama, asked, answerSchema);
	return jsonOf(response) ?? null;
}
