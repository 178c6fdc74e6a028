import { tHalfWidth } from '../../agreement/clustered-mean';
import { byScenario } from '../../agreement/scenario-groups';
import {
	chanceOf,
	type Shape,
	type SimulatedRun,
	simulatedBench,
	spotChecked,
	truthOf,
} from '../../agreement/test-support/simulated-bench';
import { bestShare, estimateWith, type Parts, partsOf } from '../control-variate';
import { correctedMean } from '../corrected-mean';
import type { SampledRun } from '../sampled-run';

/** One row, of which people score a part. */
export interface CheckedRow extends Shape {
	/** Drawn by chance, and of those drawn the share that is answered. */
	readonly share: number;
	readonly answered: number;
}

/** A row whose judge is one point milder: 128 scenarios, of which a quarter is checked. */
export const usualRow: CheckedRow = {
	...{ scenarios: 128, rows: 1, repeats: 1, at: 'middle', bias: 1, noise: 1.5, clipped: true, empty: 0.1, apart: 0.1 },
	...{ share: 0.3, answered: 1 },
};

/** What came out of many rows. */
export interface RowCoverage {
	/** Of the rows with a number: how many intervals hold the truth, and how many had no number. */
	readonly covered: number;
	readonly none: number;
	/** The share in which people alone were used. */
	readonly people: number;
	/** The mean width beside that of people alone, and how far the raw auto mean is from the truth. */
	readonly width: number;
	readonly raw_off: number;
}

const peoplesMean = (runs: readonly SimulatedRun[]) => runs.reduce((sum, { people }) => sum + people, 0) / runs.length;

/** The function in use, on so many rows. */
export function correctedCoverage(row: CheckedRow, times: number, seed: number): RowCoverage {
	const truth = truthOf(row, times, peoplesMean);
	const chance = chanceOf(seed);
	const seen = { covered: 0, none: 0, people: 0, width: 0, alone: 0, raw: 0 };
	for (let at = 0; at < times; at += 1) {
		const runs = spotChecked(simulatedBench(row, chance), row, chance);
		const { by, mean, raw_auto } = correctedMean(runs);
		seen.raw += (raw_auto ?? truth) - truth;
		if (mean.low === null || mean.high === null) {
			seen.none += 1;
			continue;
		}
		if (by === 'people') seen.people += 1;
		if (mean.low <= truth && truth <= mean.high) seen.covered += 1;
		seen.width += mean.high - mean.low;
		const parts = partsOf(runs);
		if (parts !== null) seen.alone += 2 * tHalfWidth(estimateWith(parts, 0).error, parts.labelled - 1);
	}
	const given = times - seen.none;
	return {
		covered: seen.covered / given,
		none: seen.none / times,
		people: seen.people / given,
		width: seen.width / seen.alone,
		raw_off: seen.raw / times,
	};
}

/** Ways that were compared before one was chosen. */
const ways = {
	'Hájek, tuned': (runs: readonly SampledRun[]) => intervalOf(partsOf(runs), null),
	'Hájek, share 1': (runs: readonly SampledRun[]) => intervalOf(partsOf(runs), 1),
	'Horvitz–Thompson, tuned': (runs: readonly SampledRun[]) => intervalOf(horvitzThompson(runs), null),
	'Horvitz–Thompson, share 1': (runs: readonly SampledRun[]) => intervalOf(horvitzThompson(runs), 1),
	'people alone': (runs: readonly SampledRun[]) => intervalOf(partsOf(runs), 0),
};

type Way = keyof typeof ways;

/** How often each way holds the truth, and how wide it is, on the same rows. */
export function waysCompared(row: CheckedRow, times: number, seed: number) {
	const truth = truthOf(row, times, peoplesMean);
	const chance = chanceOf(seed);
	const seen = new Map(Object.keys(ways).map((way) => [way as Way, { covered: 0, width: 0 }]));
	for (let at = 0; at < times; at += 1) {
		const runs = spotChecked(simulatedBench(row, chance), row, chance);
		for (const [way, sums] of seen) {
			const { low, high } = ways[way](runs);
			if (low <= truth && truth <= high) sums.covered += 1;
			sums.width += high - low;
		}
	}
	return [...seen].map(([way, { covered, width }]) => ({ way, covered: covered / times, width: width / times }));
}

function intervalOf(parts: Parts | null, share: number | null) {
	if (parts === null) return { low: Number.NaN, high: Number.NaN };
	const { mean, error } = estimateWith(parts, share ?? bestShare(parts));
	const half = tHalfWidth(error, parts.labelled - (share === null ? 2 : 1));
	return { low: mean - half, high: mean + half };
}

/** Weights as they are, divided by the number of runs (Horvitz & Thompson 1952): the other way to use chances. */
function horvitzThompson(runs: readonly SampledRun[]): Parts {
	const groups = byScenario(runs);
	const all = groups.length;
	const terms = groups.map((group) =>
		group.reduce(
			(sum, { auto, people, chance }) => ({
				people: sum.people + (people ?? 0) / (people === null ? 1 : chance) / group.length,
				every: sum.every + (auto ?? 0) / group.length,
				drawn: sum.drawn + (people === null ? 0 : (auto ?? 0) / chance) / group.length,
			}),
			{ people: 0, every: 0, drawn: 0 },
		),
	);
	const mean = (of: (term: { people: number; every: number; drawn: number }) => number) =>
		terms.reduce((sum, term) => sum + of(term), 0) / all;
	const [people, control] = [mean((term) => term.people), mean(({ every, drawn }) => every - drawn)];
	return {
		...{ people, control },
		moves: terms.map((term) => ({
			people: (people - term.people) / (all - 1),
			control: (control - term.every + term.drawn) / (all - 1),
		})),
		labelled: groups.filter((group) => group.some((run) => run.people !== null && !run.by_rule)).length,
	};
}
