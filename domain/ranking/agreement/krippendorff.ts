import { type Finding, found, nothingFound } from '../statistics/finding';

/** How differences between levels count: by ranks (scores of a scale), or by their squares (composites). */
export type Metric = 'ordinal' | 'interval';

/** The scores of one run, by as many judges as have scored it. */
export interface Unit {
	readonly values: readonly number[];
	readonly weight: number;
}

/** How often each level met each other within a unit: a symmetric table, rows one after another. */
export type Coincidences = Float64Array;

/** All levels that anybody gave, the lowest first. */
export function levelsOf(units: readonly Unit[]): number[] {
	return [...new Set(units.flatMap(({ values }) => values))].sort((a, b) => a - b);
}

/**
 * The coincidences of units by counts of levels, never by pairs of judges. A unit with one score says nothing and is left
 * out.
 * @param levels as `levelsOf` gives them, of these units or of more
 */
export function coincidencesOf(units: readonly Unit[], levels: readonly number[]): Coincidences {
	const size = levels.length;
	const place = new Map(levels.map((level, at) => [level, at]));
	const table = new Float64Array(size * size);
	for (const { values, weight } of units) {
		if (values.length < 2) continue;
		const counts = new Map<number, number>();
		for (const value of values) {
			const at = place.get(value);
			if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
		}
		for (const [row, inRow] of counts) {
			for (const [column, inColumn] of counts) {
				const pairs = inRow * (row === column ? inColumn - 1 : inColumn);
				table[row * size + column] = (table[row * size + column] ?? 0) + (weight * pairs) / (values.length - 1);
			}
		}
	}
	return table;
}

/**
 * Krippendorff's alpha, 1 − observed / expected disagreement, from coincidences (Krippendorff 2011, Computing
 * Krippendorff's Alpha-Reliability, with the metrics of its part D).
 * @returns `null` where all values are equal: 0/0, undefined
 */
export function alphaOf(coincidences: Coincidences, levels: readonly number[], metric: Metric): number | null {
	const size = levels.length;
	const marginals = levels.map((_, row) =>
		coincidences.subarray(row * size, (row + 1) * size).reduce((sum, each) => sum + each, 0),
	);
	const all = marginals.reduce((sum, each) => sum + each, 0);
	const places = metric === 'interval' ? levels : middleRanks(marginals);
	let [observed, expected] = [0, 0];
	for (let row = 0; row < size; row += 1) {
		for (let column = row + 1; column < size; column += 1) {
			const distance = ((places[row] ?? 0) - (places[column] ?? 0)) ** 2;
			observed += (coincidences[row * size + column] ?? 0) * distance;
			expected += (marginals[row] ?? 0) * (marginals[column] ?? 0) * distance;
		}
	}
	return expected === 0 || all <= 1 ? null : 1 - ((all - 1) * observed) / expected;
}

/** The difference of two of these is the sum of the counts between two levels, half of the levels' own. */
function middleRanks(marginals: readonly number[]): number[] {
	let below = 0;
	return marginals.map((count) => {
		const rank = below + count / 2;
		below += count;
		return rank;
	});
}

/**
 * Krippendorff's alpha of runs by judges.
 * @param units the scores of each run; judges that have not scored it are left out of its list
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], metric: Metric): Finding<number> {
	const all = units.map((values) => ({ values, weight: 1 }));
	if (!units.some((values) => values.length > 1)) return nothingFound('alpha needs a run with two scores');
	const levels = levelsOf(all);
	const value = alphaOf(coincidencesOf(all, levels), levels, metric);
	return value === null ? nothingFound(allEqual) : found(value);
}

export const allEqual = 'undefined: every score is the same';
