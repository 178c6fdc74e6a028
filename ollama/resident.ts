import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { type Ollama, quickMs, requestJson } from './client';

const residentSchema = z.object({
	models: z
		.array(
			z.object({
				name: z.string(),
				digest: z.string(),
				/** Bytes in memory in all, and of these on the GPU: 0 on a machine without one. */
				size: z.number(),
				size_vram: z.number().default(0),
				/** Tokens of context that it was loaded with. */
				context_length: z.number().optional(),
			}),
		)
		.nullable(),
});

const doneSchema = z.object({ done: z.literal(true) });

/** A model in memory, as `/api/ps` shows it. */
export type ResidentModel = NonNullable<z.infer<typeof residentSchema>['models']>[number];

/** @see loadModel */
export interface LoadRequest {
	readonly model: string;
	readonly num_ctx: number;
	/** Seconds that it stays in memory unused. */
	readonly keepAliveSeconds: number;
	readonly signal?: AbortSignal;
}

/**
 * The models whose weights are in memory.
 * @throws TipBenchError OllamaUnavailable or OllamaRefused
 */
export async function residentModels(ollama: Ollama, signal?: AbortSignal): Promise<ResidentModel[]> {
	const asked = { method: 'GET', path: '/api/ps', model: null, silenceMs: quickMs, signal } as const;
	return (await requestJson(ollama, asked, residentSchema)).models ?? [];
}

/**
 * Brings a model into memory with a context length, and returns when it is there. Aborting ends the loading too.
 * @throws TipBenchError ModelNotFound, ModelBroke, OllamaUnavailable or OllamaRefused
 * @throws the signal's reason when it is aborted
 */
export async function loadModel(ollama: Ollama, asked: LoadRequest): Promise<void> {
	const body = {
		model: asked.model,
		stream: false,
		keep_alive: asked.keepAliveSeconds,
		options: { num_ctx: asked.num_ctx },
	};
	await ask(ollama, asked.model, body, ollama.silenceMs, asked.signal);
}

/**
 * Tells Ollama to let a model go once nothing uses it. It is still in memory when this returns: see
 * {@link unloadOthers} for waiting.
 * @throws TipBenchError ModelNotFound, OllamaUnavailable or OllamaRefused
 */
export async function unloadModel(ollama: Ollama, name: string, signal?: AbortSignal): Promise<void> {
	await ask(ollama, name, { model: name, stream: false, keep_alive: 0 }, quickMs, signal);
}

/** How a wait for models to leave memory is bounded: 60 s unless told. */
const leaveMs = 60_000;

/**
 * Evicts every model but one from memory and waits until they have left `/api/ps`.
 * @param digestToKeep the model that may stay, `null` for none
 * @param withinMs how long to wait for them
 * @returns the names of those evicted
 * @throws TipBenchError OllamaUnavailable when some stay (a generation of somebody else holds them), naming them
 */
export function unloadOthers(
	ollama: Ollama,
	digestToKeep: string | null,
	signal?: AbortSignal,
	withinMs = leaveMs,
): Promise<string[]> {
	return evict(ollama, ({ digest }) => digest !== digestToKeep, withinMs, signal);
}

/**
 * Evicts one model where it is in memory, and waits until it has left `/api/ps`; others stay.
 * @throws TipBenchError OllamaUnavailable when it stays
 */
export async function unloadOne(ollama: Ollama, digest: string, signal?: AbortSignal): Promise<void> {
	await evict(ollama, (resident) => resident.digest === digest, leaveMs, signal);
}

async function evict(
	ollama: Ollama,
	mustGo: (model: ResidentModel) => boolean,
	withinMs: number,
	signal?: AbortSignal,
): Promise<string[]> {
	const evicted = new Set<string>();
	const deadline = Date.now() + withinMs;
	for (let round = 0; ; round++) {
		const left = (await residentModels(ollama, signal)).filter(mustGo);
		if (left.length === 0) return [...evicted];
		if (Date.now() > deadline) throw stayed(ollama, left, withinMs);
		// Asked again now and then: somebody may have used the model in between, which renews its stay.
		const due = round % 20 === 0 ? left : left.filter(({ name }) => !evicted.has(name));
		await Promise.all(due.map(({ name }) => unloadIfThere(ollama, name, signal)));
		for (const { name } of left) evicted.add(name);
		// A small model has gone within 20 ms.
		await sleep(Math.min(10 * (round + 1), 500), undefined, signal && { signal }).catch((error: unknown) => {
			throw signal?.aborted ? signal.reason : error;
		});
	}
}

async function unloadIfThere(ollama: Ollama, name: string, signal?: AbortSignal): Promise<void> {
	try {
		await unloadModel(ollama, name, signal);
	} catch (error) {
		// A tag removed while its model was in memory: Ollama lets that go by itself.
		if (!(error instanceof TipBenchError && error.code === 'ModelNotFound')) throw error;
	}
}

async function ask(ollama: Ollama, model: string, body: unknown, silenceMs: number, signal?: AbortSignal) {
	await requestJson(ollama, { method: 'POST', path: '/api/generate', body, model, silenceMs, signal }, doneSchema);
}

function stayed(ollama: Ollama, others: readonly ResidentModel[], withinMs: number): TipBenchError {
	const names = others.map(({ name }) => `\`${name}\``).join(', ');
	return new TipBenchError(
		'OllamaUnavailable',
		`${names} did not leave the memory of Ollama at ${ollama.url} within ${withinMs / 1000} s: something else uses it. ` +
			`Stop that, or run \`ollama stop MODEL\`.`,
	);
}
