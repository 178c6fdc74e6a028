import { z } from 'zod';
import { type Ollama, requestJson } from './client';
import { cutError } from './errors';

/** A question to a model, whose answer is held to a JSON schema while it is decoded. */
export interface ChatQuestion {
	readonly model: string;
	readonly content: string;
	/** A JSON schema. */
	readonly format: object;
	readonly options: {
		readonly temperature: number;
		readonly seed: number;
		/** As it was loaded with, or Ollama loads it anew. */
		readonly num_ctx: number;
		readonly num_predict: number;
	};
	/** `false` for models that can think, `null` for the others, which refuse the key. */
	readonly think: false | null;
	/** Seconds that the model stays in memory unused. */
	readonly keepAliveSeconds: number;
	readonly signal: AbortSignal;
}

const count = z.number().optional();
const answerSchema = z.object({
	message: z.object({ content: z.string().default('') }),
	done: z.boolean(),
	done_reason: z.string().default(''),
	/** Nanoseconds. */
	load_duration: count,
	prompt_eval_duration: count,
	prompt_eval_count: count,
	eval_count: count,
});

/** What Ollama answered. */
export interface ChatAnswer {
	readonly text: string;
	/** Whether `num_predict`, or the end of the context, cut it. */
	readonly cut: boolean;
	/** Seconds and tokens; `null` where it does not tell. */
	readonly load_s: number | null;
	readonly prompt_eval_s: number | null;
	readonly prompt_tokens: number | null;
	readonly output_tokens: number | null;
}

/**
 * Asks a model one question. It is one message of the user's: templates of many models have no place for a system's, and
 * drop it unseen.
 * @throws TipBenchError PromptTooLong, ModelBroke, and as `client.ts` says
 * @throws the signal's reason when it is aborted
 */
export async function chat(ollama: Ollama, asked: ChatQuestion): Promise<ChatAnswer> {
	const { model, content, format, options, think, keepAliveSeconds, signal } = asked;
	const body = {
		...{ model, format, options, stream: false, keep_alive: keepAliveSeconds },
		messages: [{ role: 'user', content }],
		// Neither a prompt that is too long may be cut, nor its beginning dropped while the answer grows: both unseen.
		...{ truncate: false, shift: false },
		...(think !== null && { think }),
	};
	const request = { method: 'POST', path: '/api/chat', body, model, silenceMs: ollama.silenceMs, signal } as const;
	const answer = await requestJson(ollama, request, answerSchema);
	if (!answer.done) throw cutError(ollama.url, model, 'it does not say `done: true`');
	return {
		text: answer.message.content,
		cut: answer.done_reason === 'length',
		load_s: seconds(answer.load_duration),
		prompt_eval_s: seconds(answer.prompt_eval_duration),
		prompt_tokens: answer.prompt_eval_count ?? null,
		output_tokens: answer.eval_count ?? null,
	};
}

function seconds(nanoseconds: number | undefined): number | null {
	return nanoseconds === undefined ? null : nanoseconds / 1e9;
}
