import type { Leaderboard, LeaderboardRow } from '../../domain/ranking/leaderboard';
import { rowName } from '../../domain/ranking/standing-of-rows';
import { letterOf, type PlotRow } from '../plots/plot-kit';

/** A row of the leaderboard with what the page calls it. */
export interface NamedRow {
	readonly row: LeaderboardRow;
	readonly plot: PlotRow;
	/** Its name in the paired matrix. */
	readonly name: string;
}

/** The rows in the order of the leaderboard, each with a letter of its own. */
export function namedRows({ rows }: Leaderboard): NamedRow[] {
	return rows.map((row, at) => ({
		row,
		plot: {
			letter: letterOf(at),
			model: row.model || '(no model)',
			prompt: row.prompt || '(no prompt)',
			mayBeBest: row.composite !== null && row.may_be_best,
		},
		name: rowName(row),
	}));
}
