import type { PlannedModel } from '../domain/bench/cell';
import { listedName, wholeName } from '../domain/model-name';
import { quoted } from '../domain/wording';
import type { Ollama } from '../ollama/client';
import { type ListedModel, listModels, type ShownModel, showModel } from '../ollama/models';

/** @see planModels */
export interface ModelPlan {
	/** One a digest, in the order asked for. */
	readonly models: PlannedModel[];
	/** Every model that cannot take part, why, and what to do. */
	readonly faults: string[];
	/** What a person may want to know. */
	readonly notes: string[];
}

/** How large a model may be. */
export interface SizeLimit {
	/** Billions of parameters. */
	readonly most: number;
	/** What says so, for messages: `max_model_b`. */
	readonly key: string;
}

const mostAtOnce = 8;

/**
 * Looks every model up: digest, exact size, whether it can think. Nothing is loaded. Tags with one digest are one
 * model: the first stays.
 * @param limit larger models are faults
 * @param queue the GPU's queue, where there are several that a message could mean
 * @throws TipBenchError OllamaUnavailable or OllamaRefused
 */
export async function planModels(
	ollama: Ollama,
	names: readonly string[],
	limit: SizeLimit,
	queue?: string,
): Promise<ModelPlan> {
	const plan: ModelPlan = { models: [], faults: [], notes: [] };
	const listed = await listModels(ollama);
	const found: ListedModel[] = [];
	for (const [whole, name] of new Map(names.map((each) => [wholeName(each), listedName(each)]))) {
		const model = listed.find((each) => wholeName(each.name) === whole);
		const same = found.find((each) => each.digest === model?.digest);
		if (model === undefined) plan.faults.push(notPulled(ollama, name, queue));
		else if (same === undefined) found.push(model);
		else if (same.name !== model.name) plan.notes.push(`\`${model.name}\` is the same model as \`${same.name}\`.`);
	}
	const shown = await showAll(ollama, found);
	found.forEach((model, at) => {
		admit(plan, model, shown[at], limit);
	});
	return plan;
}

function admit(plan: ModelPlan, { name, digest }: ListedModel, shown: ShownModel | undefined, limit: SizeLimit): void {
	const fault = modelFault(name, shown, limit);
	const parameters = shown?.parameters ?? null;
	if (fault !== null || parameters === null) plan.faults.push(...(fault === null ? [] : [fault]));
	else plan.models.push({ name, digest, parameters, think: shown?.capabilities.includes('thinking') ? false : null });
}

/** Why a model cannot take part, in words; `null` where it can. */
export function modelFault(name: string, shown: ShownModel | undefined, limit: SizeLimit): string | null {
	const parameters = shown?.parameters ?? null;
	if (parameters === null)
		return `\`${name}\` does not say how many parameters it has, so it cannot be held to ${limit.key}.`;
	if (parameters > limit.most * 1e9) {
		const size = (parameters / 1e9).toFixed(2);
		return `\`${name}\` has ${size} billion parameters, more than ${limit.key} (${limit.most}).`;
	}
	if (shown?.capabilities.length && !shown.capabilities.includes('completion'))
		return `\`${name}\` does not write text: it can do ${shown.capabilities.join(', ')}.`;
	return null;
}

/** What to say of a model that an Ollama lacks. */
export function notPulled(ollama: Ollama, name: string, queue?: string): string {
	return `${queue === undefined ? '' : `${queue}: `}\`${name}\` is not pulled: \`${pullCommand(ollama, name)}\`.`;
}

/** How a model is pulled onto an Ollama. */
export function pullCommand(ollama: Pick<Ollama, 'url'>, name: string): string {
	const host = /\/\/(localhost|127\.0\.0\.1|\[::1\]):11434$/.test(ollama.url) ? '' : `OLLAMA_HOST=${ollama.url} `;
	return `${host}ollama pull ${quoted(name)}`;
}

async function showAll(ollama: Ollama, models: readonly ListedModel[]): Promise<ShownModel[]> {
	const shown: ShownModel[] = [];
	for (let from = 0; from < models.length; from += mostAtOnce) {
		const some = models.slice(from, from + mostAtOnce);
		shown.push(...(await Promise.all(some.map(({ name }) => showModel(ollama, name)))));
	}
	return shown;
}
