import type { PlannedModel } from '../domain/cell';
import { TipBenchError } from '../domain/errors';
import type { Ollama } from '../ollama/client';
import { loadModel, type ResidentModel, residentModels, unloadOthers } from '../ollama/resident';

/** The model at work, and what had to go for it. */
export interface Residency {
	readonly resident: ResidentModel;
	readonly evicted: string[];
}

/** How long a model stays in memory after its last call, so that a dead worker frees the card. Seconds. */
export const keepAliveSeconds = 600;

/**
 * Makes a model the only resident one, loaded with the wanted context; does nothing where it already is.
 * @returns its entry in `/api/ps`, and the names of the models that had to go
 * @throws TipBenchError ModelChanged, and what the Ollama client throws
 */
export async function makeResident(
	ollama: Ollama,
	model: PlannedModel,
	numCtx: number,
	signal: AbortSignal,
): Promise<Residency> {
	const before = onlyResident(await residentModels(ollama, signal), model, numCtx);
	if (before !== undefined) return { resident: before, evicted: [] };
	const evicted = await unloadOthers(ollama, model.digest, signal);
	await loadModel(ollama, { model: model.name, num_ctx: numCtx, keepAliveSeconds, signal });
	const resident = await residentModels(ollama, signal);
	const ours = resident.find(({ digest }) => digest === model.digest);
	if (ours === undefined) {
		const names = resident.map(({ name }) => name).join(', ') || 'nothing';
		throw new TipBenchError(
			'ModelChanged',
			`${model.name} was loaded, but ${names} is in memory: the tag names other weights than when the bench was planned`,
		);
	}
	if (resident.length > 1) {
		throw new TipBenchError('NotResident', `other models came into memory while ${model.name} was loading`);
	}
	return { resident: ours, evicted };
}

function onlyResident(all: readonly ResidentModel[], model: PlannedModel, numCtx: number): ResidentModel | undefined {
	const [only, ...others] = all;
	if (only === undefined || others.length > 0 || only.digest !== model.digest) return undefined;
	return (only.context_length ?? numCtx) === numCtx ? only : undefined;
}
