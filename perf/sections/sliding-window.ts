import { addSmallModel } from '../../local/models';
import { messageOf } from '../../machine/coded-error';
import { judgeExperiment } from '../judges/ours';
import type { PerfStage } from '../stage/stage';
import { makeUnjudged } from '../stage/unjudged-runs';
import { unloadEverything } from '../stage/unload';

/** How long a model read each of its prompts, in milliseconds, in their order. */
export interface PromptReading {
	readonly model: string;
	readonly promptEvalMs: readonly number[];
}

/** A small real model whose attention slides: its engine keeps nothing of a prompt's beginning. */
export const slidingJudge = {
	kind: 'perf-sliding',
	file: { model: 'gemma3-270m:latest', context: 8192, evidence: false },
} as const;

/** Enough to see whether the second costs as much as the first. */
const runs = 3;

/** Has such a model judge a few runs; what it says is of no interest. */
export async function measureSlidingWindow(stage: PerfStage): Promise<PromptReading | { readonly why: string }> {
	const { say, signal, cacheDir } = stage;
	const { model } = slidingJudge.file;
	try {
		await addSmallModel(stage.ollama.address, { cacheDir, env: process.env, say, signal });
		await unloadEverything(stage.ollama.address);
		const { experiment } = await makeUnjudged(stage, runs, slidingJudge.kind);
		const before = stage.proxy.requests.length;
		say(`${runs} runs judged by ${model} …`);
		await judgeExperiment(stage, experiment, slidingJudge.kind);
		const answers = stage.proxy.requests.slice(before).filter(({ kind, done }) => kind === 'generate' && done);
		const times = answers.flatMap(({ promptEvalSeconds: took }) => (took === null ? [] : [took * 1000]));
		return { model, promptEvalMs: times };
	} catch (error) {
		if (signal.aborted) throw error;
		say(`${model} was not measured: ${messageOf(error)}`);
		return { why: messageOf(error) };
	}
}
