import type { RecordedRun } from '../bench/recorded-run';
import type { Leaderboard, LeaderboardRow } from './leaderboard';
import { type Finding, nothingFound } from './statistics/finding';
import { type PendingCell, pendingOutcomes } from './statistics/pending-outcomes';
import { type CellScore, type ScoreTable, scoreTableOf } from './statistics/score-table';
import { fewestScenarios, type SignFlips, signFlips } from './statistics/sign-flips';
import { smallestDifference } from './statistics/smallest-difference';
import { standingsOf } from './statistics/standings';

const level = 0.05;
/** One seed for all leaderboards: the same runs give the same ranking. */
const seed = 0;
/** Beyond, the pairs alone would take minutes. */
const mostRows = 150;

/** The cells of an experiment that count for a comparison. */
export interface ComparedCells {
	readonly judged: CellScore[];
	readonly pending: PendingCell[];
}

/** The scores of rows by scenario, and each two rows compared. */
export interface PairedMatrix {
	/** Its rows have the names that {@link rowName} gives. */
	readonly table: ScoreTable;
	/** By the rows' places in the table; none where there are too many rows to compare. */
	readonly pairs: SignFlips['pairs'];
}

/** What a row's standing among the others is. */
type StandingOfRow = Pick<LeaderboardRow, 'may_be_best' | 'beaten' | 'ranks' | 'could_change'>;

/** How the rows of an experiment stand to each other. */
export interface StandingOfRows extends Pick<Leaderboard, 'separation' | 'smallest_difference' | 'may_stop'> {
	/** What it was decided by. */
	readonly matrix: PairedMatrix;
	of(row: string): StandingOfRow;
}

/** What a row is called in a comparison. */
export function rowName({ model, prompt }: Pick<RecordedRun, 'model' | 'prompt'>): string {
	return JSON.stringify([model, prompt]);
}

/** Takes in what a valid run says, or will say, about its row. A score that the rule gave is comparable with anybody's. */
export function addCompared({ judged, pending }: ComparedCells, run: RecordedRun): void {
	const { scenario, metrics } = run;
	const row = rowName(run);
	if (run.judged && metrics.composite !== undefined) judged.push({ row, scenario, score: metrics.composite });
	else if (!run.judged && run.judge_pending) pending.push({ row, scenario });
}

/**
 * How rows stand to each other by the cells that were judged, and what those that wait could change.
 * @param range the lowest and the highest composite of the rubric
 */
export function standingOfRows(
	{ judged, pending }: ComparedCells,
	range: { readonly low: number; readonly high: number },
): StandingOfRows {
	const table = scoreTableOf(judged);
	if (table.rows.length > mostRows) return notCompared(table, pending.length);
	const flips = signFlips(table, { seed, level });
	const standings = new Map(standingsOf(flips).map((each, at) => [table.rows[at], each]));
	const outcomes = pending.length === 0 ? [] : pendingOutcomes(judged, pending, range, { seed, level, known: flips });
	const could = new Map(outcomes.map(({ row, couldChange }) => [row, couldChange]));
	return {
		matrix: { table, pairs: flips.pairs },
		separation: {
			...{ level, scenarios: table.scenarios.length, flips: flips.flips, exact: flips.exact, seed },
			reason: whyNotApart(table.rows.length, flips.beaten),
		},
		smallest_difference: smallestDifference(table, { level }),
		may_stop: pending.length > 0 && outcomes.every(({ couldChange }) => !couldChange),
		of: (row) => {
			const standing = standings.get(row);
			return {
				may_be_best: standing?.isTierOne ?? true,
				beaten: standing?.beaten ?? nothingFound('nothing of it was judged'),
				ranks: standing === undefined ? null : standing.ranks,
				could_change: could.get(row) ?? false,
			};
		},
	};
}

function whyNotApart(rows: number, beaten: readonly Finding<number>[]): string | null {
	if (rows < 2) return 'there are no two rows to compare';
	return beaten.every(({ value }) => value === null) ? (beaten[0]?.reason ?? null) : null;
}

function notCompared(table: ScoreTable, pending: number): StandingOfRows {
	const reason = `more than ${mostRows} rows are not compared`;
	return {
		matrix: { table, pairs: [] },
		separation: { level, scenarios: table.scenarios.length, flips: 0, exact: false, seed, reason },
		smallest_difference: nothingFound(reason),
		may_stop: false,
		of: () => ({ may_be_best: true, beaten: nothingFound(reason), ranks: null, could_change: pending > 0 }),
	};
}

/** Fewer scenarios separate nothing, whatever the scores. */
export const fewestToSeparate = { rows: fewestScenarios(level), pairs: fewestScenarios(level / 2) };
