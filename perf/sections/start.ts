import { oneComparedCell } from '../settings';
import { runBench } from '../stage/bench-run';
import type { PerfStage } from '../stage/stage';
import { unloadEverything } from '../stage/unload';
import { startMeasuredWorker } from '../stage/worker';

/** How long a bench takes to begin on a stack that is up and has worked before. Milliseconds, one a run. */
export interface StartTimes {
	/** From the start to the request to load reaching Ollama. */
	readonly toLoad: readonly number[];
	/** From the start to the first answer, of one token. */
	readonly toFirstToken: readonly number[];
}

/** Starts small benches, one after another, with no model in memory. */
export async function measureStart(stage: PerfStage, times: number): Promise<StartTimes> {
	const worker = stage.cleanups.add(await startMeasuredWorker(stage, { ollama: stage.proxy.url }), ({ stop }) =>
		stop(),
	);
	// Answers come whole, so one of a single token tells when that token was there.
	const small = oneComparedCell(1);
	const toLoad: number[] = [];
	const toFirstToken: number[] = [];
	// One more than counts: the first warms up.
	for (let time = 0; time <= times; time += 1) {
		await unloadEverything(stage.ollama.address);
		const before = stage.proxy.requests.length;
		const { startedAt } = await runBench(stage, small);
		const asked = stage.proxy.requests.slice(before);
		const load = asked.find(({ kind }) => kind === 'load');
		const first = asked.find(({ kind }) => kind === 'generate');
		if (load === undefined || !first?.firstByteAt) throw new Error('a small bench asked for no load, or for no answer');
		if (time === 0) continue;
		toLoad.push(load.startedAt - startedAt);
		toFirstToken.push(first.firstByteAt - startedAt);
	}
	await worker.stop();
	return { toLoad, toFirstToken };
}
