import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { acceptedAnswers } from './accepted-answers';
import type { BenchSize } from './bench-config';
import { type Benches, followBenches } from './benches';
import { type PlannedFault, type PlanOptions, planFaults } from './fault-plan';
import { inject } from './inject';
import { pendingWork } from './pending-work';
import { committedRuns } from './recorded-cells';
import { type Stage, startStage } from './stage';
import type { Timeline } from './timeline';
import { type BenchFacts, type Facts, judge } from './verdict';
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
export interface RunResult extends ReturnType<typeof judge> {
	readonly seed: number;
	readonly seconds: number;
	readonly faults: readonly PlannedFault[];
	readonly benches: readonly BenchFacts[];
	readonly startedAgain: readonly string[];
	readonly residents: ResidentsSeen;
	/** Parts that ended though nobody had harmed them. */
	readonly ownEnds: readonly { readonly part: string; readonly at: number; readonly how: string }[];
}

/** A part that was killed must answer again within this. Milliseconds. */
const healLimitMs = 180_000;

/** Below this the work counts as resumed; it may be waiting for a retry that is a minute away. Milliseconds. */
const lifeLimitMs = 20_000;

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
		await harm(stage, faults, options);
		say(`no more faults; the benches have ${options.settleSeconds} s to end`);
		await benches.settle(options.settleSeconds * 1000, signal);
		signal.throwIfAborted();
		await benches.end();
		await residents.end();
		const facts = await gather(stage, client, benches, residents.seen);
		const parts = [stage.temporal, stage.mlflow, stage.ollama, ...stage.benchWorkers, stage.gpuWorker];
		return {
			...judge(facts),
			seed,
			seconds: (Date.now() - began) / 1000,
			faults,
			benches: facts.benches,
			startedAgain: benches.all.flatMap(({ id, startedAgain }) => startedAgain.map((why) => `${id}: ${why}`)),
			residents: residents.seen,
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

async function harm(stage: Stage, faults: readonly PlannedFault[], { timeline, signal }: RunOptions): Promise<void> {
	const underWay = new Set<Promise<void>>();
	let failure: unknown;
	if (!(await signOfLife(stage, 0, 60_000, signal))) throw new Error('no generation within a minute: see the logs');
	for (const fault of faults) {
		if (!fault.overlaps) {
			await Promise.all(underWay);
			await signOfLife(stage, generations(stage), lifeLimitMs, signal);
		}
		await sleep(fault.waitMs, undefined, { signal });
		if (failure !== undefined) throw failure;
		const name = `fault ${fault.number}/${faults.length} ${fault.kind}`;
		timeline.note(`${name}, ${(fault.holdMs / 1000).toFixed(1)} s${fault.overlaps ? ', overlapping' : ''}`);
		const done = healed(inject(stage, fault), fault.holdMs + healLimitMs, name)
			.then(() => timeline.note(`${name}: over`))
			.catch((error: unknown) => {
				failure = error;
			});
		underWay.add(done);
		done.finally(() => underWay.delete(done));
	}
	await Promise.all(underWay);
	if (failure !== undefined) throw failure;
}

async function healed(harmed: Promise<void>, limitMs: number, name: string): Promise<void> {
	const patience = new AbortController();
	const over = sleep(limitMs, 'over', { signal: patience.signal });
	const ended = await Promise.race([harmed, over]);
	patience.abort();
	over.catch(() => undefined);
	if (ended === 'over') throw new Error(`${name}: what it took away did not come back within ${limitMs / 1000} s`);
}

const generations = ({ proxy }: Stage) => proxy.requests.filter(({ kind, done }) => kind === 'generate' && done).length;

/** Waits until a generation more than so many has ended, so that faults fall into work. */
async function signOfLife(stage: Stage, before: number, limitMs: number, signal: AbortSignal): Promise<boolean> {
	for (const end = Date.now() + limitMs; Date.now() < end; await sleep(100, undefined, { signal }))
		if (generations(stage) > before) return true;
	return false;
}

async function gather(stage: Stage, client: Client, benches: Benches, residents: ResidentsSeen): Promise<Facts> {
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
	const accepted = await acceptedAnswers(client);
	return { benches: facts, accepted, requests: stage.proxy.requests, tooMany: residents.tooMany };
}
