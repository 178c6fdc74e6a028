/** One judged cell. */
export interface CellScore {
	/** What is compared: a model with a prompt version, by one name. */
	readonly row: string;
	readonly scenario: string;
	/** Its composite; what is no finite number counts as missing. */
	readonly score: number;
}

/** Scores of rows by scenario. */
export interface ScoreTable {
	readonly rows: readonly string[];
	readonly scenarios: readonly string[];
	/** By row, then scenario; `null` where the row has no judged cell of it. */
	readonly scores: readonly (readonly (number | null)[])[];
}

/** A table that also knows what its means over repeats were made of. */
export interface RepeatedScores extends ScoreTable {
	/** By row, then scenario: judged repeats, 0 or more. */
	readonly repeats: readonly (readonly number[])[];
	/** By row, then scenario: the sample variance of the repeats; `null` where there are fewer than two. */
	readonly within: readonly (readonly (number | null)[])[];
}

/** Two rows by their place in the table, `first` < `second`. */
export interface Pair {
	readonly first: number;
	readonly second: number;
}

/**
 * The table of all cells: repeats of one scenario are averaged first, or a scenario with more repeats would count as more
 * evidence (Miller 2024, arXiv 2411.00640). Rows and scenarios stand in the order of their names, and sums are taken in
 * the order of their terms' size: the order of the cells changes nothing.
 */
export function scoreTableOf(cells: Iterable<CellScore>): RepeatedScores {
	const byRow = new Map<string, Map<string, number[]>>();
	const seen = new Set<string>();
	for (const { row, scenario, score } of cells) {
		const ofRow = byRow.get(row) ?? new Map<string, number[]>();
		byRow.set(row, ofRow);
		seen.add(scenario);
		if (!Number.isFinite(score)) continue;
		const repeats = ofRow.get(scenario) ?? [];
		ofRow.set(scenario, repeats);
		repeats.push(score);
	}
	const [rows, scenarios] = [[...byRow.keys()].sort(), [...seen].sort()];
	const eachCell = <T>(of: (repeats: readonly number[]) => T) =>
		rows.map((row) => scenarios.map((scenario) => of(byRow.get(row)?.get(scenario) ?? [])));
	return {
		rows,
		scenarios,
		scores: eachCell((repeats) => (repeats.length === 0 ? null : meanOf(repeats))),
		repeats: eachCell((repeats) => repeats.length),
		within: eachCell((repeats) => (repeats.length < 2 ? null : varianceOf(repeats))),
	};
}

/** All pairs of so many rows, in the order (0, 1), (0, 2), …, (1, 2), … */
export function pairsOf(rows: number): Pair[] {
	const pairs: Pair[] = [];
	for (let first = 0; first < rows; first += 1)
		for (let second = first + 1; second < rows; second += 1) pairs.push({ first, second });
	return pairs;
}

/** By scenario: `second` − `first`; `null` where one of them has no score. */
export function differencesOf({ scores }: ScoreTable, { first, second }: Pair): (number | null)[] {
	const [one = [], other = []] = [scores[first], scores[second]];
	return one.map((score, at) => {
		const theirs = other[at] ?? null;
		return score === null || theirs === null ? null : theirs - score;
	});
}

/** The mean, the same in whatever order the values come; not a number where there are none. */
export function meanOf(values: readonly number[]): number {
	return sumOf(values) / values.length;
}

/** The sample variance (n − 1), the same in whatever order the values come; needs two values. */
export function varianceOf(values: readonly number[]): number {
	const mean = meanOf(values);
	return sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}

function sumOf(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}
