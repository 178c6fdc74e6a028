import { mersenne } from 'pure-rand/generator/mersenne';
import type { ScoreTable } from '../score-table';

/** How a row scores, on scales of 1 to 5, with flags as rubric `tip-v1` has them: composites are whole numbers of 2 to 17. */
export interface Scorer {
	/** Where each of the three dimensions lies on average, before it is cut to the scale. */
	readonly quality: number;
	/** How far answers of one scenario lie apart, as a standard deviation on the dimensions' scale. */
	readonly spread: number;
	/** How often there is no answer, which scores 3: every dimension at its lowest, and no flag. */
	readonly empty: number;
	/** How often the format is right (+2), and how often a tip is too long (−1). */
	readonly formatOk: number;
	readonly overlong: number;
}

/** The shapes that simulations are made with. */
export const shapes = {
	/** Tied, spread over the scale, a tenth empty. */
	usual: { quality: 3.2, spread: 0.8, empty: 0.1, formatOk: 0.9, overlong: 0.15 },
	/** Most composites are 16 or 17. */
	'near the ceiling': { quality: 5, spread: 0.5, empty: 0, formatOk: 0.98, overlong: 0.02 },
	/** Three in ten are empty, the others good. */
	'many empty': { quality: 4.2, spread: 0.6, empty: 0.3, formatOk: 0.95, overlong: 0.1 },
	/** Away from both ends, hardly ever empty. */
	'mid-scale': { quality: 3, spread: 0.8, empty: 0, formatOk: 0.7, overlong: 0.3 },
	/** One in twelve is empty, the others nearly perfect: rare and far below. */
	'rare failures': { quality: 4.8, spread: 0.4, empty: 0.08, formatOk: 1, overlong: 0 },
} as const satisfies Record<string, Scorer>;

export type ShapeName = keyof typeof shapes;

/** Seeded chance, with normal draws (Box and Muller 1958). */
export interface Chance {
	/** In [0, 1). */
	uniform(): number;
	normal(): number;
}

export function seededChance(seed: number): Chance {
	const random = mersenne(seed);
	const uniform = () => (random.next() >>> 0) / 2 ** 32;
	let spare: number | null = null;
	return {
		uniform,
		normal() {
			if (spare !== null) {
				const kept = spare;
				spare = null;
				return kept;
			}
			const length = Math.sqrt(-2 * Math.log(1 - uniform()));
			const angle = 2 * Math.PI * uniform();
			spare = length * Math.sin(angle);
			return length * Math.cos(angle);
		},
	};
}

/** How much harder or easier a scenario is for everybody, as a standard deviation on the dimensions' scale. */
const scenarioSpread = 0.5;

/** How hard a scenario is for all rows. */
function scenarioEffect(chance: Chance): number {
	return scenarioSpread * chance.normal();
}

/** One composite. */
function compositeOf(scorer: Scorer, effect: number, chance: Chance): number {
	if (chance.uniform() < scorer.empty) return 3;
	const answer = scorer.quality + effect + scorer.spread * chance.normal();
	let composite = 0;
	for (let dimension = 0; dimension < 3; dimension += 1)
		composite += Math.min(5, Math.max(1, Math.round(answer + 0.4 * chance.normal())));
	if (chance.uniform() < scorer.formatOk) composite += 2;
	if (chance.uniform() < scorer.overlong) composite -= 1;
	return composite;
}

/** A table of one composite a cell, every row with its scorer. */
export function simulatedTable(scorers: readonly Scorer[], scenarios: number, chance: Chance): ScoreTable {
	const scores = scorers.map(() => new Array<number>(scenarios).fill(0));
	for (let scenario = 0; scenario < scenarios; scenario += 1) {
		const effect = scenarioEffect(chance);
		for (const [row, scorer] of scorers.entries()) {
			const own = scores[row];
			if (own !== undefined) own[scenario] = compositeOf(scorer, effect, chance);
		}
	}
	return {
		rows: scorers.map((_scorer, row) => `row ${row}`),
		scenarios: Array.from({ length: scenarios }, (_each, at) => `scenario ${at}`),
		scores,
	};
}

/** A table in which the scores of some rows are lower by so many points. */
export function lowered(table: ScoreTable, by: readonly number[]): ScoreTable {
	return {
		...table,
		scores: table.scores.map((row, at) => row.map((score) => (score === null ? null : score - (by[at] ?? 0)))),
	};
}

/** What a scorer's composites are on average, and how far two rows of that scorer lie apart: by so many pairs of draws. */
export function truthOf(
	scorer: Scorer,
	draws = 200_000,
): { readonly mean: number; readonly deviationOfDifferences: number } {
	const chance = seededChance(1);
	let [sum, squares] = [0, 0];
	for (let draw = 0; draw < draws; draw += 1) {
		const effect = scenarioEffect(chance);
		const [one, other] = [compositeOf(scorer, effect, chance), compositeOf(scorer, effect, chance)];
		sum += one + other;
		squares += (one - other) ** 2;
	}
	return { mean: sum / 2 / draws, deviationOfDifferences: Math.sqrt(squares / draws) };
}
