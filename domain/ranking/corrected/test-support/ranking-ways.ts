import {
	type Chance,
	chanceOf,
	type Shape,
	type SimulatedRun,
	simulatedBench,
	spotChecked,
} from '../../agreement/test-support/simulated-bench';
import { type CellScore, scoreTableOf } from '../../statistics/score-table';
import { signFlips } from '../../statistics/sign-flips';
import { bestShare, partsOf } from '../control-variate';
import type { SampledRun } from '../sampled-run';

/** Rows that people find equally good, of which people score a part. */
export interface RankedBench extends Pick<Shape, 'scenarios' | 'rows'> {
	/** Drawn by chance. */
	readonly share: number;
	/** Points by which the judge is milder to every other row than to the rest. */
	readonly favour: number;
	/** Points by which people find the first row better. */
	readonly better: number;
}

const level = 0.05;

/** What a row's scores by scenario may be. */
const ways = {
	'people, where both rows are scored': (run: SampledRun) => run.people,
	'auto, all cells': (run: SampledRun) => run.auto,
	/** What the corrected mean of Horvitz and Thompson adds up. */
	'corrected, a value a scenario': ({ auto, people, chance, by_rule }: SampledRun, share: number) => {
		if (by_rule || auto === null) return people;
		return share * auto + (people === null ? 0 : (people - share * auto) / chance);
	},
};

type Way = keyof typeof ways;

/** How often each way calls some equally good pair different, and the first row better than the second. */
export function rankingWays(bench: RankedBench, times: number, seed: number) {
	const chance = chanceOf(seed);
	const seen = new Map(Object.keys(ways).map((way) => [way as Way, { wrongly: 0, found: 0 }]));
	for (let at = 0; at < times; at += 1) {
		const rows = rowsOf(bench, chance);
		for (const [way, counts] of seen) {
			const called = calledDifferent(rows, way, at);
			if (called.some(([first]) => first > 0)) counts.wrongly += 1;
			if (called.some(([first, second]) => first === 0 && second === 1)) counts.found += 1;
		}
	}
	return [...seen].map(([way, { wrongly, found }]) => ({ way, wrongly: wrongly / times, found: found / times }));
}

function rowsOf({ scenarios, rows, share, favour, better }: RankedBench, chance: Chance): SampledRun[][] {
	const shape = { repeats: 1, at: 'middle', bias: 0, noise: 1.5, clipped: true, empty: 0.1, apart: 0.1 } as const;
	const runs = simulatedBench({ ...shape, scenarios, rows }, chance);
	return Array.from({ length: rows }, (_, row) => {
		const own = runs.filter((run) => run.row === `r${row}`);
		const moved = own.map((run): SimulatedRun => {
			if (run.empty) return run;
			const more = row === 0 ? better : 0;
			return { ...run, people: run.people + more, auto: run.auto + more + (row % 2 === 0 ? favour : 0) };
		});
		return spotChecked(moved, { share, answered: 1 }, chance);
	});
}

/** The pairs of rows that max-T calls different, by their places. */
function calledDifferent(rows: readonly (readonly SampledRun[])[], way: Way, seed: number): [number, number][] {
	const cells = rows.flatMap((runs, row): CellScore[] => {
		const parts = partsOf(runs);
		const share = parts === null ? 0 : bestShare(parts);
		return runs.flatMap((run) => {
			const score = ways[way](run, share);
			return score === null ? [] : [{ row: `r${row}`, scenario: run.scenario, score }];
		});
	});
	const pairs = rows.flatMap((_, first) => rows.slice(first + 1).map((__, at) => [first, first + 1 + at] as const));
	const found = signFlips(scoreTableOf(cells), { seed, level }).pairs;
	return pairs.flatMap(([first, second], at): [number, number][] => {
		const called = found[at]?.chance.value;
		return called !== null && called !== undefined && called.adjusted <= level ? [[first, second]] : [];
	});
}
