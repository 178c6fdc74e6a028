import { z } from 'zod';
import type { Generation } from '../domain/generation';
import type { Ollama } from './client';
import { cutError } from './errors';
import { invalidReason } from './invalid-reason';
import type { ResidentModel } from './resident';
import { streamLines } from './stream';
import { version } from './version';

const count = z.number().optional();
const lineSchema = z.object({
	response: z.string().default(''),
	done: z.boolean(),
	done_reason: z.string().default(''),
	/** Nanoseconds. */
	load_duration: count,
	prompt_eval_duration: count,
	eval_duration: count,
	prompt_eval_count: count,
	eval_count: count,
});

type Line = z.infer<typeof lineSchema>;

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
	readonly signal?: AbortSignal;
	/** Called as bytes arrive. Reading the prompt, and loading, are silent. */
	readonly onActivity?: () => void;
}

/**
 * One answer of a model. It streams, so that only silence (10 min) ends it, never length; nothing but a last line with
 * `done: true` is accepted.
 * @throws TipBenchError ModelNotFound, OllamaRefused (no retry mends these), OllamaUnavailable, ModelBroke
 * @throws the signal's reason when it is aborted, which also ends the generation in Ollama
 */
export async function generate(ollama: Ollama, asked: GenerateRequest): Promise<Generation> {
	// Asked meanwhile, so that it costs no time of the GPU's.
	const serverVersion = version(ollama, asked.signal).catch(() => 'unknown');
	const startedAt = Date.now();
	const startTime = performance.now();
	const { text, last } = await collect(ollama, asked);
	const latency = (performance.now() - startTime) / 1000;
	return {
		text,
		done_reason: last.done_reason,
		invalid: invalidReason(asked.options.num_ctx, asked.resident, last),
		started_at: startedAt,
		ended_at: Date.now(),
		latency_s: latency,
		...measured(last),
		memory_bytes: asked.resident.size,
		gpu_memory_bytes: asked.resident.size_vram,
		ollama_version: await serverVersion,
	};
}

async function collect(ollama: Ollama, asked: GenerateRequest): Promise<{ text: string; last: Line }> {
	const { model, signal, onActivity } = asked;
	let text = '';
	let last: Line | undefined;
	const stream = { path: '/api/generate', model, body: bodyOf(asked), schema: lineSchema, signal, onActivity };
	for await (const line of streamLines(ollama, stream)) {
		text += line.response;
		if (line.done) last = line;
	}
	if (last === undefined) throw cutError(ollama.url, model, 'its last line does not say `done: true`');
	return { text, last };
}

function bodyOf({ model, prompt, stop, options, think, keepAliveSeconds }: GenerateRequest): unknown {
	return {
		model,
		prompt,
		stream: true,
		keep_alive: keepAliveSeconds,
		options: { ...options, ...(stop.length > 0 && { stop }) },
		...(think !== null && { think }),
	};
}

function measured(last: Line) {
	const generation = seconds(last.eval_duration);
	const tokens = last.eval_count ?? null;
	return {
		load_s: seconds(last.load_duration),
		prompt_eval_s: seconds(last.prompt_eval_duration),
		generation_s: generation,
		prompt_tokens: last.prompt_eval_count ?? null,
		output_tokens: tokens,
		tokens_per_s: tokens === null || !generation ? null : tokens / generation,
	};
}

function seconds(nanoseconds: number | undefined): number | null {
	return nanoseconds === undefined ? null : nanoseconds / 1e9;
}
