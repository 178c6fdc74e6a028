import { pooledBias } from '../../corrected/corrected-rows';
import { kappaByScenario } from '../agreement-of-score';
import { agreementRate } from '../agreement-rate';
import type { Estimate } from '../estimate';
import { byScenario } from '../scenario-groups';
import { differenceOf, type ScorePair } from '../score-pair';
import { kappaOfMoments, momentsOf } from '../weighted-kappa';
import {
	type Chance,
	type Shape,
	type SimulatedRun,
	shareOf,
	simulatedBench,
	spotChecked,
	truthOf,
} from './simulated-bench';

/** A judge that is one point milder, seen on 12 rows. */
export const usualShape: Shape = {
	...{ scenarios: 16, rows: 12, repeats: 1, at: 'middle', bias: 1, noise: 1.5, clipped: false },
	...{ empty: 0.1, apart: 0.1 },
};

const covers = ({ low, high }: Estimate, truth: number) =>
	low !== null && high !== null && low <= truth && truth <= high;

const judged = (runs: readonly SimulatedRun[]) => runs.filter(({ empty }) => !empty);

function pairsOfRuns(runs: readonly SimulatedRun[]): ScorePair[] {
	return judged(runs).map(({ scenario, auto, people }) => ({ scenario, judged: auto, against: people, weight: 1 }));
}

/** How often the pooled bias of a spot check of a quarter holds the judge's bias. */
export function biasCoverage(shape: Shape, times: number, seed: number): number {
	const truth = truthOf(shape, times, (runs) => {
		const own = judged(runs);
		return own.reduce((sum, { auto, people }) => sum + auto - people, 0) / own.length;
	});
	return shareOf(times, seed, (chance) => {
		const rows = byRow(simulatedBench(shape, chance));
		const runs = rows.flatMap((row) => spotChecked(row, { share: 0.25, answered: 1 }, chance));
		return covers(pooledBias(runs), truth);
	});
}

/** How often the interval of kappa holds the truth, and how often its lower end is 0.6 or more. */
export function kappaCoverage(shape: Shape, times: number, seed: number, resamples = 1_000) {
	const truth = truthOf(shape, times, (runs) => kappaOfMoments(momentsOf(pairsOfRuns(runs))) ?? Number.NaN);
	let trusted = 0;
	const covered = shareOf(times, seed, (chance) => {
		const groups = byScenario(pairsOfRuns(simulatedBench(shape, chance)));
		const found = kappaByScenario(groups.map(momentsOf), { seed: 1 + Math.floor(chance.uniform() * 1e6), resamples });
		if (found.low !== null && found.low >= 0.6) trusted += 1;
		return covers(found, truth);
	});
	return { truth, covered, trusted: trusted / times };
}

/** How often the interval of agreement within some points holds the truth. */
export function rateCoverage(shape: Shape, within: number, times: number, seed: number) {
	const truth = truthOf(shape, times, (runs) => {
		const own = pairsOfRuns(runs);
		return own.filter((pair) => Math.abs(differenceOf(pair)) <= within).length / own.length;
	});
	const bench = (chance: Chance) => agreementRate(pairsOfRuns(simulatedBench(shape, chance)), within);
	return { truth, covered: shareOf(times, seed, (chance) => covers(bench(chance), truth)) };
}

function byRow(runs: readonly SimulatedRun[]): SimulatedRun[][] {
	const rows = new Map<string, SimulatedRun[]>();
	for (const run of runs) {
		const row = rows.get(run.row) ?? [];
		rows.set(run.row, row);
		row.push(run);
	}
	return [...rows.values()];
}
