import { z } from 'zod';
import { type Ollama, quickMs, requestJson } from './client';

const tagsSchema = z.object({
	models: z.array(z.object({ name: z.string(), digest: z.string(), size: z.number() })),
});

const showSchema = z.object({
	model_info: z.record(z.string(), z.unknown()).optional(),
	capabilities: z.array(z.string()).default([]),
});

/** A model on Ollama's disk. */
export type ListedModel = z.infer<typeof tagsSchema>['models'][number];

/** What Ollama knows of a model's file. */
export interface ShownModel {
	/** Exact number of parameters; `null` where the file does not say. */
	readonly parameters: number | null;
	/** `completion`, `thinking`, … */
	readonly capabilities: readonly string[];
	/** Tokens that the model was trained for; `null` where the file does not say. */
	readonly context_length: number | null;
}

/**
 * All models that are pulled, with digest (SHA-256 of the manifest) and size on disk in bytes.
 * @throws TipBenchError OllamaUnavailable or OllamaRefused
 */
export async function listModels(ollama: Ollama, signal?: AbortSignal): Promise<ListedModel[]> {
	const asked = { method: 'GET', path: '/api/tags', model: null, silenceMs: quickMs, signal } as const;
	return (await requestJson(ollama, asked, tagsSchema)).models;
}

/**
 * A model's exact size and what it can do.
 * @throws TipBenchError ModelNotFound, OllamaUnavailable, OllamaRefused or ModelBroke
 */
export async function showModel(ollama: Ollama, name: string, signal?: AbortSignal): Promise<ShownModel> {
	const body = { model: name };
	const asked = { method: 'POST', path: '/api/show', body, model: name, silenceMs: quickMs, signal } as const;
	const { model_info: info = {}, capabilities } = await requestJson(ollama, asked, showSchema);
	const architecture = String(info['general.architecture'] ?? '');
	return {
		parameters: numberOf(info['general.parameter_count']),
		capabilities,
		context_length: numberOf(info[`${architecture}.context_length`]),
	};
}

function numberOf(value: unknown): number | null {
	return typeof value === 'number' ? value : null;
}
