import { z } from 'zod';

/** What one call of the model gave: its text, and what was measured. A missing number is unknown, not 0. */
export const generationSchema = z.object({
	/** What the model wrote, unchanged. */
	text: z.string(),
	/** `stop`, or `length` when `num_predict` cut it. */
	done_reason: z.string(),
	/** Why this output says nothing about the prompt, when it does not. */
	invalid: z.enum(['context-cut', 'thinking-only', 'partly-off-gpu']).nullable(),
	/** Milliseconds since 1970, by the gpu worker's clock. */
	started_at: z.number(),
	ended_at: z.number(),
	/** Wall time of the call in seconds, as the worker saw it. */
	latency_s: z.number(),
	/** Seconds, as Ollama reports them. */
	load_s: z.number().nullable(),
	prompt_eval_s: z.number().nullable(),
	generation_s: z.number().nullable(),
	prompt_tokens: z.number().nullable(),
	output_tokens: z.number().nullable(),
	tokens_per_s: z.number().nullable(),
	/** Bytes that the resident model takes in all, and on the GPU. */
	memory_bytes: z.number().nullable(),
	gpu_memory_bytes: z.number().nullable(),
	ollama_version: z.string(),
});

/** An answer of a model to one cell, as it travels from the gpu worker into history and on to MLflow. */
export type Generation = z.infer<typeof generationSchema>;
