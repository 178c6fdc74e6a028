import { configSchema } from '../domain/bench/config';
import { TipBenchError } from '../domain/errors';
import { wholeName } from '../domain/model-name';
import { mapLimit } from '../machine/map-limit';
import type { Ollama } from '../ollama/client';
import { type ListedModel, listModels, type ShownModel, showModel } from '../ollama/models';
import { residentModels } from '../ollama/resident';
import { modelFault, pullCommand } from './plan-models';
import { roughMemoryBytes } from './rough-memory';

/** A model that an Ollama has. */
interface OfferedModel {
	readonly name: string;
	readonly digest: string;
	/** On disk. */
	readonly size_bytes: number;
	/** Roughly what it takes in memory. */
	readonly memory_bytes: number;
	/** `null` where its file does not say. */
	readonly parameters: number | null;
	/** `completion`, `thinking`, … */
	readonly capabilities: readonly string[];
	/** Why it cannot take part; `null` where it can. */
	readonly fault: string | null;
	/** What it takes in memory now, and how much of that is on the GPU; `null` where it is not there. */
	readonly resident: { readonly memory_bytes: number; readonly gpu_bytes: number } | null;
}

/** What an Ollama has to offer, and what is asked for that it lacks. */
interface OfferedModels {
	readonly models: readonly OfferedModel[];
	readonly not_pulled: readonly { readonly name: string; readonly command: string }[];
}

/** A model's file never changes under its digest. */
export type KnownModels = Map<string, ShownModel>;

const mostAtOnce = 8;
const mostKnown = 2_000;

/**
 * The models of an Ollama, with what keeps each from taking part.
 * @param asked names of which to say where they are not pulled
 * @param most billions of parameters, as `max_model_b` has them
 * @param known what was asked before, by digest; it is added to
 * @throws TipBenchError OllamaUnavailable or OllamaRefused
 */
export async function offeredModels(
	ollama: Ollama,
	{ asked = usualModels(), most }: { readonly asked?: readonly string[]; readonly most: number },
	known: KnownModels,
): Promise<OfferedModels> {
	const [listed, resident] = await Promise.all([listModels(ollama), residentModels(ollama)]);
	const shown = await mapLimit(listed, mostAtOnce, (model) => shownOf(ollama, model, known), 'stop');
	const limit = { most, key: 'max_model_b' };
	const models = listed.map((model, at) => {
		const file = shown[at];
		const inMemory = resident.find(({ digest }) => digest === model.digest);
		return {
			...{ name: model.name, digest: model.digest, size_bytes: model.size },
			memory_bytes: roughMemoryBytes(model.size),
			parameters: file?.parameters ?? null,
			capabilities: file?.capabilities ?? [],
			fault: modelFault(model.name, file, limit),
			resident: inMemory === undefined ? null : { memory_bytes: inMemory.size, gpu_bytes: inMemory.size_vram },
		};
	});
	const there = new Set(listed.map(({ name }) => wholeName(name)));
	const lacking = asked.filter((name) => !there.has(wholeName(name)));
	return { models, not_pulled: lacking.map((name) => ({ name, command: pullCommand(ollama, name) })) };
}

function usualModels(): readonly string[] {
	return configSchema.shape.models.parse(undefined);
}

/** One that goes while it is looked at says nothing of itself. */
async function shownOf(ollama: Ollama, { name, digest }: ListedModel, known: KnownModels) {
	const before = known.get(digest);
	if (before !== undefined) return before;
	const shown = await showModel(ollama, name).catch((error: unknown) => {
		if (error instanceof TipBenchError && error.code === 'ModelNotFound') return undefined;
		throw error;
	});
	if (shown !== undefined && known.size < mostKnown) known.set(digest, shown);
	return shown;
}
