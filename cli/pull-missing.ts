import { createOllama } from '../ollama/client';
import { fullTag, listModels } from '../ollama/models';
import { pullModel } from '../ollama/pull';
import { endInPlace, say, sayInPlace } from './output';

/**
 * Pulls the models that Ollama does not have, one after another.
 * @throws TipBenchError what the Ollama client throws
 */
export async function pullMissing(ollamaUrl: string, models: readonly string[]): Promise<void> {
	const ollama = createOllama(ollamaUrl);
	const there = new Set((await listModels(ollama)).map(({ name }) => name));
	for (const model of models.filter((name) => !there.has(fullTag(name)))) {
		say(`pulling ${model} …`);
		await pullModel(ollama, model, ({ status, completed, total }) =>
			sayInPlace(`${model}: ${status}${percent(completed, total)}`),
		);
		endInPlace();
	}
}

function percent(completed: number | undefined, total: number | undefined): string {
	return completed === undefined || !total ? '' : ` ${Math.floor((100 * completed) / total)} %`;
}
