import { TipBenchError } from '../../domain/errors';
import { type ModelAnswer, type ModelQuestion, nothingCounted } from '../../domain/judging/auto/model-answer';
import type { PlannedJudge } from '../../domain/judging/auto-judge';
import { chat } from '../../ollama/chat';
import type { Ollama } from '../../ollama/client';
import { warmLoadSeconds } from '../../ollama/generate';
import { checkWeights, keepAliveSeconds, makeResident } from '../../ollama/residency';

/** How often a broken model is asked one question. */
const tries = 3;

/** A model on an Ollama, as a plan has it. */
export type OllamaJudge = Pick<PlannedJudge, 'model' | 'context'> & {
	readonly weights: NonNullable<PlannedJudge['weights']>;
};

/**
 * Asks the judge's model on an Ollama one question, with it alone in memory. To be called in the turn at that Ollama.
 * @throws TipBenchError ModelChanged, ModelNotFound, NotResident, OllamaUnavailable, OllamaRefused
 * @throws the signal's reason when it is aborted
 */
export async function askOllama(
	ollama: Ollama,
	judge: OllamaJudge,
	question: ModelQuestion,
	signal: AbortSignal,
): Promise<ModelAnswer> {
	for (let requests = 1; ; requests += 1) {
		try {
			return { ...(await askOnce(ollama, judge, question, signal)), requests };
		} catch (error) {
			if (!(error instanceof TipBenchError)) throw error;
			if (error.code === 'PromptTooLong') {
				return { ...nothingCounted, requests, kind: 'too-long', detail: error.message };
			}
			if (error.code !== 'ModelBroke') throw error;
			if (requests === tries) return { ...nothingCounted, requests, kind: 'model-broke', detail: error.message };
		}
	}
}

async function askOnce(
	ollama: Ollama,
	{ model, context, weights }: OllamaJudge,
	{ prefix, item, schema, temperature, seed, most_tokens }: ModelQuestion,
	signal: AbortSignal,
): Promise<ModelAnswer> {
	const named = { name: model, digest: weights.digest };
	await makeResident(ollama, named, context, signal);
	const { text, cut, load_s, ...counts } = await chat(ollama, {
		model,
		content: `${prefix}\n${item}`,
		format: schema,
		options: { temperature, seed, num_ctx: context, num_predict: most_tokens },
		think: weights.think,
		keepAliveSeconds,
		signal,
	});
	if ((load_s ?? Number.POSITIVE_INFINITY) > warmLoadSeconds) await checkWeights(ollama, named, signal);
	return { kind: 'text', text, cut, answered_by: null, requests: 1, ...counts };
}
