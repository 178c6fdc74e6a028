import { z } from 'zod';
import { isThinkingOnly } from '../domain/answers/thinking';
import type { Generation } from '../domain/bench/generation';
import { TipBenchError } from '../domain/errors';
import { type Ollama, requestJson, unbounded } from './client';
import { cutError } from './errors';
import { invalidReason } from './invalid-reason';
import type { ResidentModel } from './resident';
import { version } from './version';

const count = z.number().optional();
const answerSchema = z.object({
	response: z.string().default(''),
	/** What a server that knows the model's template took out of the answer. */
	thinking: z.string().nullish(),
	done: z.boolean(),
	done_reason: z.string().default(''),
	/** Nanoseconds. */
	load_duration: count,
	prompt_eval_duration: count,
	eval_duration: count,
	prompt_eval_count: count,
	eval_count: count,
});

type Answer = z.infer<typeof answerSchema>;

/** A call that finds its model in memory loads for 1 to 3 ms; the quickest true load that was seen took 30. */
export const warmLoadSeconds = 0.01;

/** @see generate */
export interface GenerateRequest {
	readonly model: string;
	readonly prompt: string;
	/** Generation ends where one of these appears. */
	readonly stop: readonly string[];
	readonly options: {
		readonly temperature: number;
		readonly num_ctx: number;
		readonly num_predict: number;
		readonly seed: number;
	};
	/** `false` for models that can think, `null` for the others, which refuse the key. */
	readonly think: false | null;
	/** Seconds that the model stays in memory unused. */
	readonly keepAliveSeconds: number;
	/** The model's entry in `/api/ps`, read before the call: the memory that is recorded, and the context it really has. */
	readonly resident: ResidentModel;
	/** The only thing that ends a generation which takes too long: a whole answer is silent until it is there. */
	readonly signal: AbortSignal;
}

/**
 * One answer of a model, asked for whole: streaming it makes Ollama itself 4 % slower where a token takes 2 ms. Nothing
 * but an answer with `done: true` is accepted.
 * @throws TipBenchError ModelNotFound, OllamaRefused (no retry mends these), OllamaUnavailable, ModelBroke
 * @throws the signal's reason when it is aborted, which also ends the generation in Ollama
 */
export async function generate(ollama: Ollama, asked: GenerateRequest): Promise<Generation> {
	// Asked meanwhile, so that it costs no time of the GPU's.
	const serverVersion = version(ollama, asked.signal).catch(() => 'unknown');
	const startedAt = Date.now();
	const startTime = performance.now();
	const answer = await wholeAnswer(ollama, asked).catch(refusedAsTooLong);
	const latency = (performance.now() - startTime) / 1000;
	const counts = {
		...answer,
		prompt_bytes: Buffer.byteLength(asked.prompt),
		thinking_only: isThinkingOnly(answer.response, answer.thinking ?? ''),
	};
	return {
		text: answer.response,
		done_reason: answer.done_reason,
		invalid: answer.too_long ? 'context-cut' : invalidReason(asked.options.num_ctx, asked.resident, counts),
		started_at: startedAt,
		ended_at: Date.now(),
		latency_s: latency,
		...measured(answer),
		memory_bytes: asked.resident.size,
		gpu_memory_bytes: asked.resident.size_vram,
		ollama_version: await serverVersion,
	};
}

async function wholeAnswer(ollama: Ollama, asked: GenerateRequest): Promise<Answer & { readonly too_long?: true }> {
	const { model, signal } = asked;
	const path = '/api/generate';
	const request = { method: 'POST', path, model, body: bodyOf(asked), silenceMs: unbounded, signal } as const;
	const answer = await requestJson(ollama, request, answerSchema);
	if (!answer.done) throw cutError(ollama.url, model, 'it does not say `done: true`');
	return answer;
}

/** A prompt that does not fit gives an empty answer that says nothing about the prompt, as a cut one would. */
function refusedAsTooLong(error: unknown): Answer & { readonly too_long: true } {
	if (!(error instanceof TipBenchError && error.code === 'PromptTooLong')) throw error;
	return { response: '', done: true, done_reason: '', too_long: true };
}

function bodyOf({ model, prompt, stop, options, think, keepAliveSeconds }: GenerateRequest): unknown {
	return {
		model,
		prompt,
		stream: false,
		keep_alive: keepAliveSeconds,
		// Neither a prompt that is too long may be cut, nor the beginning dropped while the answer grows: both unseen.
		truncate: false,
		shift: false,
		options: { ...options, ...(stop.length > 0 && { stop }) },
		...(think !== null && { think }),
	};
}

function measured(answer: Answer) {
	const generation = seconds(answer.eval_duration);
	const tokens = answer.eval_count ?? null;
	return {
		load_s: seconds(answer.load_duration),
		prompt_eval_s: seconds(answer.prompt_eval_duration),
		generation_s: generation,
		prompt_tokens: answer.prompt_eval_count ?? null,
		output_tokens: tokens,
		tokens_per_s: tokens === null || !generation ? null : tokens / generation,
	};
}

function seconds(nanoseconds: number | undefined): number | null {
	return nanoseconds === undefined ? null : nanoseconds / 1e9;
}
