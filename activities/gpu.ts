import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Catalog } from '../catalog/catalog';
import { TipBenchError } from '../domain/errors';
import type { Generation } from '../domain/generation';
import { renderPrompt } from '../domain/prompt';
import { generate } from '../ollama/generate';
import { unloadOthers } from '../ollama/resident';
import { ollamaAt } from './clients';
import type { GenerateInput, GpuActivities } from './contract';
import type { Dependencies } from './dependencies';
import { keepAliveSeconds, makeResident } from './residency';
import { unchanged } from './unchanged';

/** How often a broken model is tried for one cell, or for one load. */
const tries = 3;

/** Below the activity's own time-out, so that a model that never ends fails its cell instead of being tried for ever. */
const longestGenerationMs = 14 * 60_000;

/** The activities of a GPU's queue. */
export function gpuActivities({ catalog }: Pick<Dependencies, 'catalog'>): GpuActivities {
	return {
		load: (url, model, numCtx) =>
			whileHeartbeating(async (signal) => {
				const { evicted } = await boundedTries(() => makeResident(ollamaAt(url), model, numCtx, signal));
				return evicted;
			}),
		generate: (input) => whileHeartbeating((signal) => generateCell(catalog, input, signal)),
		unload: (url, _digest) =>
			whileHeartbeating(async (signal) => {
				await unloadOthers(ollamaAt(url), null, signal);
			}),
	};
}

async function generateCell(catalog: Catalog, input: GenerateInput, cancelled: AbortSignal): Promise<Generation> {
	const { cell, settings } = input;
	const prompt = unchanged(cell.prompt, await catalog.prompt(cell.prompt.name));
	const scenario = unchanged(cell.scenario, await catalog.scenario(cell.scenario.name));
	const ollama = ollamaAt(input.ollama_url);
	const tooLong = AbortSignal.timeout(longestGenerationMs);
	const signal = AbortSignal.any([cancelled, tooLong]);
	const generation = boundedTries(async () => {
		const { resident } = await makeResident(ollama, cell.model, settings.num_ctx, signal);
		return generate(ollama, {
			model: cell.model.name,
			prompt: renderPrompt(prompt, scenario, settings.n_tips),
			stop: prompt.stop,
			options: { ...pick(settings), seed: cell.seed },
			think: cell.model.think,
			keepAliveSeconds,
			resident,
			signal,
		});
	});
	return generation.catch((error: unknown) => {
		if (!tooLong.aborted || cancelled.aborted) throw error;
		throw failed(`it took longer than ${longestGenerationMs / 60_000} minutes`);
	});
}

/** What a model causes is tried three times, then it is final: a retry by Temporal would go on for ever. */
async function boundedTries<T>(ask: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await ask();
		} catch (error) {
			if (!(error instanceof TipBenchError)) throw error;
			if (error.code === 'OllamaRefused' || error.code === 'ModelNotFound') throw failed(error.message, error);
			if (error.code !== 'ModelBroke') throw error;
			if (attempt === tries) throw failed(`the model broke ${tries} times: ${error.message}`, error);
		}
	}
}

function pick({ temperature, num_ctx, num_predict }: GenerateInput['settings']) {
	return { temperature, num_ctx, num_predict };
}

function failed(reason: string, cause?: unknown): TipBenchError {
	return new TipBenchError('GenerationFailed', reason, { cause });
}

/** Cancellation reaches an activity only as the answer to a heartbeat, so they are frequent; the worker thins them out. */
async function whileHeartbeating<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const beat = setInterval(() => heartbeat(), 250);
	try {
		return await work(cancellationSignal());
	} finally {
		clearInterval(beat);
	}
}
