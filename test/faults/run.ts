import { Client, Connection } from '@temporalio/client';
import type { BenchPhase, BenchSize } from './bench-config';
import { followBenches } from './benches';
import { type Counted, countAll } from './count';
import { type PlanOptions, planFaults } from './fault-plan';
import { harm, type InjectedFault } from './harm';
import { type Stage, startStage } from './stage';
import type { Timeline } from './timeline';
import { watchResidents } from './watch-residents';

/** @see runFaults */
export interface FaultRunOptions extends PlanOptions {
	readonly size: BenchSize;
	/** Faults happen only while a bench is at that; `null`: at any time. */
	readonly phase: BenchPhase | null;
	/** Seconds that the benches have after the last fault. */
	readonly settleSeconds: number;
	readonly stateDir: string;
	readonly timeline: Timeline;
	readonly signal: AbortSignal;
}

/** What came of a run. */
export interface RunResult extends Counted {
	readonly seed: number;
	/** From the first bench's start to the end of counting. */
	readonly seconds: number;
	readonly faults: readonly InjectedFault[];
}

/**
 * Starts everything, lets the faults happen while benches are at work, lets the benches end, and counts.
 * @throws Error where the parts themselves cannot be run, or when the signal aborts
 */
export async function runFaults(options: FaultRunOptions): Promise<RunResult> {
	const { timeline, signal, stateDir } = options;
	const stage = await startStage({ stateDir, signal, say: timeline.note });
	try {
		timeline.note('Temporal, MLflow, Ollama and the workers run');
		const connection = await Connection.connect({ address: stage.addresses.temporal });
		const result = await harmAndCount(stage, new Client({ connection }), options);
		await connection.close();
		return result;
	} finally {
		timeline.keepRequests(stage.proxy.requests);
		await stage.stop();
	}
}

async function harmAndCount(stage: Stage, client: Client, options: FaultRunOptions): Promise<RunResult> {
	const { timeline, signal, seed, size, settleSeconds } = options;
	const began = Date.now();
	let faults: InjectedFault[];
	const residents = watchResidents(stage.addresses.ollama);
	const benches = followBenches({ client, seed, size, say: timeline.note });
	try {
		faults = await harm({ ...stage, client, benches }, planFaults(options), timeline, { signal, phase: options.phase });
		timeline.note(`no more faults; the benches have ${settleSeconds} s to end`);
		await benches.settle(settleSeconds * 1000, signal);
		signal.throwIfAborted();
	} finally {
		await benches.end();
		await residents.end();
	}
	await benches.lookAgain();
	const counted = await countAll(stage, client, benches, residents.seen);
	return { ...counted, seed, seconds: (Date.now() - began) / 1000, faults };
}
