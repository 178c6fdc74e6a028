import type { PlannedModel } from '../domain/bench/cell';
import { wholeName } from '../domain/model-name';
import type { Ollama } from '../ollama/client';
import { type ListedModel, listModels } from '../ollama/models';
import { type ModelPlan, notPulled, planModels, type SizeLimit } from './plan-models';

/** The Ollama of one GPU. */
export interface GpuOllama {
	/** The GPU's task queue, which is its name. */
	readonly queue: string;
	readonly ollama: Ollama;
}

/**
 * Looks the models up on the Ollama of every GPU: any of them may get any block, so each must have the very weights that
 * the first has. What a model is (its size, whether it thinks) is asked of the first.
 * @throws TipBenchError OllamaUnavailable or OllamaRefused
 */
export async function planOnAll(
	first: GpuOllama,
	others: readonly GpuOllama[],
	names: readonly string[],
	limit: SizeLimit,
): Promise<ModelPlan> {
	const [plan, ...lists] = await Promise.all([
		planModels(first.ollama, names, limit, others.length > 0 ? first.queue : undefined),
		...others.map(({ ollama }) => listModels(ollama)),
	]);
	const faults = others.flatMap((other, at) =>
		plan.models.flatMap((model) => faultsOn(other, model, lists[at] ?? [], first)),
	);
	return { ...plan, faults: [...plan.faults, ...faults] };
}

function faultsOn(gpu: GpuOllama, model: PlannedModel, listed: readonly ListedModel[], first: GpuOllama): string[] {
	const there = listed.find(({ name }) => wholeName(name) === wholeName(model.name));
	if (there === undefined) return [notPulled(gpu.ollama, model.name, gpu.queue)];
	if (there.digest === model.digest) return [];
	const pulls = [first, gpu].map(({ ollama }) => `\`OLLAMA_HOST=${ollama.url} ollama pull ${model.name}\``);
	return [
		`${gpu.queue}: \`${model.name}\` has other weights (${short(there.digest)}) than on ${first.queue} ` +
			`(${short(model.digest)}). Pull it on both: ${pulls.join(', ')}; one that was made there has to be copied.`,
	];
}

/** As `ollama list` shows it. */
function short(digest: string): string {
	return digest.replace(/^sha256:/, '').slice(0, 12);
}
