import { countLoadsFromHere } from '../observe/ollama-log';
import { comparedCells } from '../settings';
import { runBench } from '../stage/bench-run';
import type { PerfStage } from '../stage/stage';
import { unloadEverything } from '../stage/unload';
import { startMeasuredWorker } from '../stage/worker';

/** Two benches of the same models, started together. */
export interface Pair {
	readonly models: number;
	/** By Ollama's log, one a round. */
	readonly loads: readonly number[];
}

/** Starts two benches at once, in experiments of their own, and counts what they load between them. */
export async function measurePair(stage: PerfStage, rounds: number): Promise<Pair> {
	const worker = stage.cleanups.add(await startMeasuredWorker(stage, { ollama: stage.proxy.url }), ({ stop }) =>
		stop(),
	);
	// Loads do not depend on how long the answers are.
	const input = { ...comparedCells, prompts: ['v1'], num_predict: 300 };
	const loads: number[] = [];
	for (let round = 1; round <= rounds; round += 1) {
		await unloadEverything(stage.ollama.address);
		const countLoads = countLoadsFromHere(stage.ollama.logFile ?? '');
		await Promise.all([runBench(stage, input), runBench(stage, input)]);
		loads.push(countLoads());
		stage.say(`two benches at once, round ${round} of ${rounds}: ${loads.at(-1)} loads`);
	}
	await worker.stop();
	return { models: comparedCells.models.length, loads };
}
