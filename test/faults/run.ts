import { Client, Connection } from '@temporalio/client';
import type { BenchSize } from './bench-config';
import { type Benches, followBenches } from './benches';
import { type BlockHistories, readBlockHistories } from './block-histories';
import { type PlannedFault, type PlanOptions, planFaults } from './fault-plan';
import { harm } from './harm';
import { pendingWork } from './pending-work';
import { committedRuns } from './recorded-cells';
import { type Stage, startStage } from './stage';
import type { Timeline } from './timeline';
import { type BenchFacts, judge, type Verdict } from './verdict';
import { type ResidentsSeen, watchResidents } from './watch-residents';

/** @see runFaults */
export interface RunOptions extends PlanOptions {
	readonly size: BenchSize;
	/** Seconds that the benches have after the last fault. */
	readonly settleSeconds: number;
	readonly stateDir: string;
	readonly timeline: Timeline;
	readonly signal: AbortSignal;
}

/** What came of a run. */
export interface RunResult extends Verdict {
	readonly seed: number;
	readonly seconds: number;
	readonly faults: readonly PlannedFault[];
	readonly benches: readonly BenchFacts[];
	readonly startedAgain: readonly string[];
	readonly residents: ResidentsSeen;
	readonly timedOut: BlockHistories['timedOut'];
	/** Parts that ended though nobody had harmed them. */
	readonly ownEnds: readonly { readonly part: string; readonly at: number; readonly how: string }[];
}

/**
 * Starts everything, lets the faults happen while benches are at work, lets the benches end, and counts.
 * @throws Error where the parts themselves cannot be run, or when the signal aborts
 */
export async function runFaults(options: RunOptions): Promise<RunResult> {
	const { timeline, signal, stateDir, seed, size } = options;
	const began = Date.now();
	const say = (line: string) => timeline.note(line);
	const stage = await startStage({ stateDir, signal, say });
	say('Temporal, MLflow, Ollama and the workers run');
	const connection = await Connection.connect({ address: stage.addresses.temporal });
	const client = new Client({ connection });
	const residents = watchResidents(stage.addresses.ollama);
	const benches = followBenches({ client, seed, size, say });
	try {
		const faults = planFaults(options);
		await harm({ ...stage, client, benches }, faults, timeline, signal);
		say(`no more faults; the benches have ${options.settleSeconds} s to end`);
		await benches.settle(options.settleSeconds * 1000, signal);
		signal.throwIfAborted();
		await benches.end();
		await residents.end();
		await benches.lookAgain();
		const histories = await readBlockHistories(client);
		const facts = {
			benches: await benchFacts(stage, client, benches),
			accepted: histories.accepted,
			requests: stage.proxy.requests,
			tooMany: residents.seen.tooMany,
		};
		const parts = [stage.temporal, stage.mlflow, stage.ollama, ...stage.benchWorkers, stage.gpuWorker];
		return {
			...judge(facts),
			seed,
			seconds: (Date.now() - began) / 1000,
			faults,
			benches: facts.benches,
			startedAgain: benches.all.flatMap(({ id, startedAgain }) => startedAgain.map((why) => `${id}: ${why}`)),
			residents: residents.seen,
			timedOut: histories.timedOut,
			ownEnds: parts.flatMap((part) => part.ownEnds.map((end) => ({ part: part.name, ...end }))),
		};
	} finally {
		await benches.end();
		await residents.end();
		timeline.keepRequests(stage.proxy.requests);
		await connection.close();
		await stage.stop();
	}
}

async function benchFacts(stage: Stage, client: Client, benches: Benches): Promise<BenchFacts[]> {
	const facts: BenchFacts[] = [];
	for (const { id, config, state, status, ...bench } of benches.all) {
		const committed = await committedRuns(stage.addresses.mlflow, config.experiment);
		const said = status && {
			phase: status.phase,
			total: status.cells.total,
			failed: status.cells.failed,
			failedCells: status.failed_cells,
		};
		const failure = state === 'running' ? await pendingWork(client, id).catch(String) : bench.failure;
		facts.push({ config, state, failure, said, committed });
	}
	return facts;
}
