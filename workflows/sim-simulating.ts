import { condition } from '@temporalio/workflow';
import type { PersonaWork, SimPlan } from '../contracts/sim';
import type { PolicyName } from '../domain/policies/policy-names';
import { joinResults, type PairResults } from '../domain/simulation/pair-results';
import { simulating } from './activity-stubs';
import { batchesOf, type SeedRange } from './sim-batches';
import { recordPair } from './sim-recording';
import { notePace, type SimRun } from './sim-run';
import { underway } from './standstill';

/** So many batches are asked for at a time: a worker with a free thread never waits for the next one. */
const ahead = 8;

/** About 5 events and 10 KB of history each: well below the limits of one run of the workflow. */
const batchesARun = 500;

/** While MLflow is away so many results wait for it in history; then no further persona is begun. */
const mostUnrecorded = 50;

/** Work on one persona: what has come of it, and how many batches are still to come. */
interface Begun {
	readonly work: PersonaWork;
	readonly results: Map<PolicyName, PairResults[]>;
	left: number;
}

/**
 * Runs the episodes of one persona after the other, a few batches at a time, while earlier results are recorded. It ends
 * when all is done, or enough for one run of the workflow, or something has failed.
 */
export async function simulateAll(plan: SimPlan, run: SimRun, show: () => void): Promise<void> {
	const batches = startingBatches(plan, run);
	const lane = async () => {
		// What fails ends the others too, once what they have under way is here.
		while (run.failed === null) {
			try {
				await condition(() => run.failed !== null || mayBegin(run));
				const next = run.failed === null ? batches.next() : undefined;
				if (next === undefined || next.done) return;
				const { begun, range } = next.value;
				takeIn(run, begun, await simulateBatch(plan, run, begun.work, range));
				if (begun.left === 0) recordPersona(plan, run, begun, show);
			} catch (why) {
				run.failed ??= { why };
			}
		}
	};
	await Promise.all(Array.from({ length: ahead }, lane));
}

/** While somebody has paused it, or MLflow is away, no further batch is begun. */
function mayBegin({ status, record }: SimRun): boolean {
	return !status.paused && record.unrecorded <= mostUnrecorded;
}

/** The batches of this run of the chain; whole personas only, which then are no longer left. */
function* startingBatches(plan: SimPlan, run: SimRun): Generator<{ begun: Begun; range: SeedRange }> {
	for (let count = 0; count < batchesARun; ) {
		const work = run.work.shift();
		if (work === undefined) return;
		const ranges = batchesOf(work, plan);
		const begun: Begun = { work, results: new Map(), left: ranges.length };
		count += ranges.length;
		for (const range of ranges) yield { begun, range };
	}
}

function simulateBatch(
	{ setting, serve_url }: SimPlan,
	run: SimRun,
	{ persona, pairs }: PersonaWork,
	{ from, seeds }: SeedRange,
): Promise<PairResults[]> {
	const policies = pairs.map(({ policy }) => policy);
	const of = seeds === 1 ? `seed ${from}` : `seeds ${from}–${from + seeds - 1}`;
	const summary = `${persona.name} × ${policies.join(', ')} × ${of}`.slice(0, 200);
	const batch = { persona, policies, setting, from, seeds, serve_url };
	return underway(run.underway, null, () => simulating.simulate.executeWithOptions({ summary }, [batch]));
}

function takeIn({ status }: SimRun, begun: Begun, came: readonly PairResults[]): void {
	begun.left -= 1;
	begun.work.pairs.forEach(({ policy }, at) => {
		const results = came[at];
		if (results === undefined) throw new Error(`a batch came without the results of ${policy}`);
		begun.results.set(policy, [...(begun.results.get(policy) ?? []), results]);
		status.episodes.done += results.rewards.length;
	});
}

function recordPersona(plan: SimPlan, run: SimRun, { work, results }: Begun, show: () => void): void {
	notePace(run, Date.now());
	for (const { policy, base } of work.pairs) {
		const joined = joinResults(results.get(policy) ?? []);
		recordPair(plan, run, { persona: work.persona, policy, base, results: joined }, show);
	}
	show();
}
