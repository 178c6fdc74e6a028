import type { Client } from '@temporalio/client';
import { createCatalog } from '../../catalog/catalog';
import { projectRoot } from '../../machine/folders';
import { plannedCells } from './bench-config';
import type { BenchFacts } from './bench-facts';
import type { Benches } from './benches';
import { readBlockHistories, type TimedOut } from './block-histories';
import { readJudgeHistories } from './judge-histories';
import { leftBehind } from './left-behind';
import { pendingWork } from './pending-work';
import { committedRuns, timesLogged } from './recorded-cells';
import type { Stage } from './stage';
import { judge, type Verdict } from './verdict';
import { type ResidentsSeen, type ResidentsSummary, residentsSummary } from './watch-residents';

/** All that was counted, and what it was counted from. */
export interface Counted extends Verdict {
	readonly benches: readonly BenchFacts[];
	/** Benches that ended before their cells were filled, with the reason, each time. */
	readonly startedAgain: readonly string[];
	readonly residents: ResidentsSummary;
	/** Activities that Temporal heard nothing of. */
	readonly timedOut: readonly TimedOut[];
	/** Parts that ended though nobody had harmed them. */
	readonly ownEnds: readonly { readonly part: string; readonly at: number; readonly how: string }[];
}

/** Reads MLflow, Temporal's histories and what the proxy recorded, and finds what broke. */
export async function countAll(
	stage: Stage,
	client: Client,
	{ all }: Benches,
	residents: ResidentsSeen,
): Promise<Counted> {
	const left = await leftBehind(client);
	const benches = await benchFacts(stage, client, all);
	const { accepted, timedOut } = await readBlockHistories(client);
	const judging = { accepted: await readJudgeHistories(client), timesScored: await countScores(stage, benches) };
	const parts = [stage.temporal, stage.mlflow, stage.ollama, ...stage.benchWorkers, stage.gpuWorker];
	return {
		...judge({ benches, accepted, requests: stage.proxy.requests, tooMany: residents.tooMany, judging, left }),
		benches,
		startedAgain: all.flatMap(({ id, startedAgain }) => startedAgain.map((why) => `${id}: ${why}`)),
		residents: residentsSummary(residents),
		timedOut,
		ownEnds: parts.flatMap(({ name, ownEnds }) => ownEnds.map((end) => ({ part: name, ...end }))),
	};
}

async function countScores({ addresses }: Stage, benches: readonly BenchFacts[]): Promise<Map<string, number>> {
	const times = new Map<string, number>();
	for (const { run_id } of benches.flatMap(({ committed }) => committed)) {
		times.set(run_id, await timesLogged(addresses.mlflow, run_id, 'auto_composite'));
	}
	return times;
}

async function benchFacts({ addresses }: Stage, client: Client, benches: Benches['all']): Promise<BenchFacts[]> {
	const facts: BenchFacts[] = [];
	const scenarios = (await createCatalog(projectRoot()).scenarios()).map(({ name }) => name);
	for (const { id, config, state, status, ...bench } of benches) {
		const committed = await committedRuns(addresses.mlflow, config.experiment);
		const said = status && {
			phase: status.phase,
			total: status.cells.total,
			failed: status.cells.failed,
			failedCells: status.failed_cells,
		};
		const failure = state === 'running' ? await pendingWork(client, id).catch(String) : bench.failure;
		facts.push({ config, planned: plannedCells(config, scenarios), state, failure, said, committed });
	}
	return facts;
}
