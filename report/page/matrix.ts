import type { SignFlips } from '../../domain/ranking/statistics/sign-flips';
import type { NamedRow } from './named-rows';
import type { ReportInput } from './report-input';

/** The paired matrix by the rows of the leaderboard. */
export interface MatrixOfRows {
	readonly scenarios: readonly string[];
	/** By scenario; `null` where the row has no judged cell of it. */
	scoresOf(row: NamedRow): readonly (number | null)[];
	/** What is known of two rows; `null` where nothing is. */
	pairOf(row: NamedRow, other: NamedRow): PairOfRows | null;
}

/** One row held against another. */
export interface PairOfRows {
	readonly scenarios: number;
	/** The first − the other. */
	readonly difference: number | null;
	readonly chance: SignFlips['pairs'][number]['chance'];
	/** Called different, all pairs considered. */
	readonly isDifferent: boolean;
}

/** The matrix, whose rows stand in an order of their own, for the rows of the page. */
export function matrixOfRows({ board, matrix: { table, pairs } }: ReportInput): MatrixOfRows {
	const places = new Map(table.rows.map((name, at) => [name, at]));
	const none = table.scenarios.map(() => null);
	const rows = table.rows.length;
	// Pairs come in the order (0, 1), (0, 2), …, (1, 2), …
	const at = (first: number, second: number) => first * rows - (first * (first + 1)) / 2 + second - first - 1;
	return {
		scenarios: table.scenarios,
		scoresOf: ({ name }) => table.scores[places.get(name) ?? -1] ?? none,
		pairOf(row, other) {
			const [own, its] = [places.get(row.name), places.get(other.name)];
			if (own === undefined || its === undefined || own === its) return null;
			const pair = pairs[at(Math.min(own, its), Math.max(own, its))];
			if (pair === undefined) return null;
			const { scenarios, chance } = pair;
			// A pair's difference is second − first.
			const difference = pair.difference === null ? null : own > its ? pair.difference : -pair.difference;
			const isDifferent = chance.value !== null && chance.value.adjusted <= board.separation.level;
			return { scenarios, difference, chance, isDifferent };
		},
	};
}
