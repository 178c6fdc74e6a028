import type { Catalog } from '../catalog/catalog';
import type { GenerateInput } from '../contracts/activities';
import type { Generation } from '../domain/bench/generation';
import { renderPrompt } from '../domain/bench/prompt';
import { TipBenchError } from '../domain/errors';
import type { Ollama } from '../ollama/client';
import { generate, warmLoadSeconds } from '../ollama/generate';
import { checkWeights, keepAliveSeconds, makeResident } from '../ollama/residency';
import { unchanged } from '../planning/unchanged';
import { boundedTries } from './bounded-tries';

/**
 * A model that never ends fails its cell instead of being tried for ever. The activity's time-out leaves room for this
 * twice: for the cell before too.
 */
const longestMs = 14 * 60_000;

type Asked = Omit<GenerateInput, 'asked_by' | 'again'>;

/**
 * One cell's answer, from the only resident model. To be called in the turn at its Ollama.
 * @throws TipBenchError GenerationFailed, PromptChanged, ModelChanged, NotResident, OllamaUnavailable
 * @throws the signal's reason when it is aborted
 */
export async function generateCell(
	catalog: Catalog,
	ollama: Ollama,
	input: Asked,
	cancelled: AbortSignal,
): Promise<Generation> {
	const { cell, settings } = input;
	// The files are read while Ollama is asked what is resident: the GPU waits for both.
	const question = questionOf(catalog, input);
	// Heard below, once the model is in place: a fault in the files must not end the turn while a load still runs.
	question.catch(() => undefined);
	return withinLimit(cancelled, (signal) =>
		boundedTries(async () => {
			const { resident } = await makeResident(ollama, cell.model, settings.num_ctx, signal);
			const generation = await generate(ollama, { ...(await question), resident, signal });
			// A refused prompt tells no time of loading, so it may have loaded.
			if ((generation.load_s ?? Number.POSITIVE_INFINITY) > warmLoadSeconds)
				await checkWeights(ollama, cell.model, signal);
			return generation;
		}),
	);
}

async function questionOf(catalog: Catalog, { cell, settings }: Asked) {
	const [prompt, scenario] = await Promise.all([
		catalog.prompt(cell.prompt.name).then((found) => unchanged(cell.prompt, found, catalog)),
		catalog.scenario(cell.scenario.name).then((found) => unchanged(cell.scenario, found, catalog)),
	]);
	return {
		model: cell.model.name,
		prompt: renderPrompt(prompt, scenario.fields, settings.n_tips),
		stop: prompt.stop,
		options: { ...pick(settings), seed: cell.seed },
		think: cell.model.think,
		keepAliveSeconds,
	};
}

async function withinLimit<T>(cancelled: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const tooLong = AbortSignal.timeout(longestMs);
	try {
		return await work(AbortSignal.any([cancelled, tooLong]));
	} catch (error) {
		if (!tooLong.aborted || cancelled.aborted) throw error;
		throw new TipBenchError('GenerationFailed', `it took longer than ${longestMs / 60_000} minutes`);
	}
}

function pick({ temperature, num_ctx, num_predict }: GenerateInput['settings']) {
	return { temperature, num_ctx, num_predict };
}
