import { boundsOf } from './bounds-under-flips';
import { inBatches } from './flip-batches';
import { flipsOf } from './flips';
import { type CellScore, type ScoreTable, scoreTableOf } from './score-table';
import { fewestScenarios, type SignFlips, signFlips } from './sign-flips';
import { standingsOf } from './standings';

/** One cell that waits for its judgment. */
export type PendingCell = Omit<CellScore, 'score'>;

/** What the pending judgments can still do to a row. */
export interface PendingOutcome {
	readonly row: string;
	/** As the judged cells alone have it. */
	readonly isTierOne: boolean;
	/** Whether some outcome may bring it into tier 1 or out of it; `false` only where none can. */
	readonly couldChange: boolean;
}

/**
 * By row, in the order of names: whether any outcome of all pending judgments, each anywhere on the composite's range, could
 * change that it is in tier 1. Where no row could, one may stop. It never says so wrongly, but may say "could change" where
 * nothing does: for every flip by itself it takes the outcome that helps the other answer most.
 * @param range the rubric's lowest and highest composite
 */
export function pendingOutcomes(
	judged: readonly CellScore[],
	pending: readonly PendingCell[],
	range: { readonly low: number; readonly high: number },
	{ seed, level = 0.05, known }: OutcomeOptions,
): PendingOutcome[] {
	const now = scoreTableOf(judged);
	const standings = standingsOf(known ?? signFlips(now, { seed, level }));
	const isIn = new Map(now.rows.map((row, at) => [row, standings[at]?.isTierOne ?? true]));
	const allAt = (score: number) => scoreTableOf([...judged, ...pending.map((cell) => ({ ...cell, score }))]);
	const [lowest, highest] = [allAt(range.low), allAt(range.high)];
	// A row of which nothing was judged may be the best.
	const areTierOne = lowest.rows.map((row) => isIn.get(row) ?? true);
	const settled = pending.length === 0 ? null : areSettled({ lowest, highest }, areTierOne, { seed, level });
	return lowest.rows.map((row, at) => {
		const couldChange = settled !== null && !settled[at];
		return { row, isTierOne: areTierOne[at] ?? true, couldChange };
	});
}

/** How outcomes are looked at. */
export interface OutcomeOptions {
	/** That of the leaderboard's sign flips, since with other draws a probability at the level may fall otherwise. */
	readonly seed: number;
	readonly level?: number;
	/** What the sign flips of the judged cells say, by the same seed and level, where that is known. */
	readonly known?: SignFlips;
}

/** The lowest and the highest scores that there can be. */
interface Ends {
	readonly lowest: ScoreTable;
	readonly highest: ScoreTable;
}

/** Rows that are looked at by the same flips: each other row takes some memory for each of them. */
const rowsAtOnce = 16;

/** By row whether it is in tier 1, or out of it, whatever the scores between the lowest and the highest. */
function areSettled(
	ends: Ends,
	areTierOne: readonly boolean[],
	options: { readonly seed: number; readonly level: number },
): boolean[] {
	const settled: boolean[] = [];
	for (let from = 0; from < areTierOne.length; from += rowsAtOnce) {
		settled.push(...areSettledFrom(ends, areTierOne.slice(from, from + rowsAtOnce), from, options));
	}
	return settled;
}

function areSettledFrom(
	{ lowest, highest }: Ends,
	areTierOne: readonly boolean[],
	from: number,
	{ seed, level }: { readonly seed: number; readonly level: number },
): boolean[] {
	const bounds = boundsOf(lowest, highest, fewestScenarios(level));
	const flips = flipsOf(lowest.scenarios.length, seed);
	const rows = areTierOne.map((isTierOne, at) => ({
		...{ isTierOne, reached: 0, bounds: bounds.of(from + at, isTierOne ? 'lowest' : 'highest') },
	}));
	inBatches(flips, (batch) => {
		// More flips change no answer of a row that is reached so often.
		const open = rows.filter(({ reached }) => reached / flips.count <= level);
		bounds.take(batch);
		for (const row of open) {
			row.reached += (row.isTierOne ? row.bounds?.surelyReach() : row.bounds?.mayReach()) ?? 0;
		}
		return open.length > 0;
	});
	// Compared with nobody, it stays.
	return rows.map((row) => (row.bounds === null ? row.isTierOne : row.reached / flips.count > level === row.isTierOne));
}
