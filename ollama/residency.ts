import type { PlannedModel } from '../domain/bench/cell';
import { TipBenchError } from '../domain/errors';
import type { Ollama } from './client';
import { listModels } from './models';
import { loadModel, type ResidentModel, residentModels, unloadOthers } from './resident';

/** The model at work, and what had to go for it. */
export interface Residency {
	readonly resident: ResidentModel;
	readonly evicted: string[];
}

/** A model by its tag, and the digest of the weights that it must name. */
type NamedWeights = Pick<PlannedModel, 'name' | 'digest'>;

/** How long a model stays in memory after its last call, so that a dead worker frees the card. Seconds. */
export const keepAliveSeconds = 600;

/** How often a model is brought in again where somebody else loads or unloads at the same time. */
const rounds = 3;

/**
 * Makes a model the only resident one, loaded with the wanted context; does nothing where it already is. To be called
 * in the turn at this Ollama. No load begins before every other model has left `/api/ps`, so that none of ours is ever
 * beside another, whatever failed before; what somebody else loads meanwhile is evicted in its turn.
 *
 * A load that its client abandoned may show in `/api/ps` a moment after we looked: Ollama starts one model at a time,
 * and gives an abandoned one up as soon as it has started it, before ours.
 * @returns its entry in `/api/ps`, and the names of the models that had to go
 * @throws TipBenchError ModelChanged, NotResident, and what the Ollama client throws
 */
export async function makeResident(
	ollama: Ollama,
	model: NamedWeights,
	numCtx: number,
	signal: AbortSignal,
): Promise<Residency> {
	const { grantedContexts } = ollama.learnt;
	const memo = `${model.digest} ${numCtx}`;
	let all = await residentModels(ollama, signal);
	const before = onlyResident(all, model.digest);
	const context = grantedContexts.get(memo) ?? numCtx;
	if (before !== undefined && (before.context_length ?? context) === context) return { resident: before, evicted: [] };
	const evicted = new Set<string>();
	for (let round = 0; round < rounds; round += 1) {
		await checkWeights(ollama, model, signal);
		for (const name of await unloadOthers(ollama, model.digest, signal)) evicted.add(name);
		await loadModel(ollama, { model: model.name, num_ctx: numCtx, keepAliveSeconds, signal });
		all = await residentModels(ollama, signal);
		const resident = onlyResident(all, model.digest);
		if (resident !== undefined) {
			grantedContexts.set(memo, resident.context_length);
			return { resident, evicted: [...evicted] };
		}
	}
	const names = all.map(({ name }) => name).join(', ') || 'nothing';
	const message = `${model.name} was loaded ${rounds} times, but ${names} is in memory: something else uses Ollama at ${ollama.url}`;
	throw new TipBenchError('NotResident', message);
}

/**
 * Whether a model's tag still names the weights that were planned: Ollama is asked by name, never by digest.
 * @throws TipBenchError ModelChanged, ModelNotFound, OllamaUnavailable, OllamaRefused
 */
export async function checkWeights(ollama: Ollama, model: NamedWeights, signal: AbortSignal): Promise<void> {
	const listed = (await listModels(ollama, signal)).find(({ name }) => name === model.name);
	if (listed === undefined) {
		throw new TipBenchError('ModelNotFound', `Ollama at ${ollama.url} no longer has \`${model.name}\``);
	}
	if (listed.digest === model.digest) return;
	const message = `${model.name} at ${ollama.url} names other weights than when the bench was planned`;
	throw new TipBenchError('ModelChanged', message);
}

function onlyResident(all: readonly ResidentModel[], digest: string): ResidentModel | undefined {
	const [only, ...others] = all;
	return others.length === 0 && only?.digest === digest ? only : undefined;
}
