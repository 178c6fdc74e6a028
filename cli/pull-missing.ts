import { type ConfigInput, readKey } from '../domain/bench/config';
import { wholeName } from '../domain/model-name';
import { readOllamaUrl } from '../domain/urls';
import type { Ollama } from '../ollama/client';
import { listModels } from '../ollama/models';
import { pullModel } from '../ollama/pull';
import { gpuAddresses } from '../planning/gpu-addresses';
import { here } from './here';
import { endInPlace, say, sayInPlace } from './output';

/**
 * Pulls a bench's models onto each of its Ollamas that does not have them, one after another: any GPU may get any model.
 * @param fallback where Ollama is when the input does not say
 * @throws TipBenchError what the Ollama client throws
 */
export async function pullMissing(input: ConfigInput, fallback: string): Promise<void> {
	const [gpus, ollama_url] = [readKey(input, 'gpus'), readKey(input, 'ollama_url')];
	const given = { ...(gpus && { gpus }), ...(ollama_url !== undefined && { ollama_url }) };
	const urls = new Set(Object.values(gpuAddresses(given, fallback)).map((url) => readOllamaUrl(url)));
	for (const url of urls) await pullOnto(here().ollama(url), readKey(input, 'models') ?? []);
}

async function pullOnto(ollama: Ollama, models: readonly string[]): Promise<void> {
	const there = new Set((await listModels(ollama)).map(({ name }) => wholeName(name)));
	for (const model of models.filter((name) => !there.has(wholeName(name)))) {
		say(`pulling ${model} onto ${ollama.url} …`);
		await pullModel(ollama, model, ({ status, completed, total }) =>
			sayInPlace(`${model}: ${status}${percent(completed, total)}`),
		);
		endInPlace();
	}
}

function percent(completed: number | undefined, total: number | undefined): string {
	return completed === undefined || !total ? '' : ` ${Math.floor((100 * completed) / total)} %`;
}
