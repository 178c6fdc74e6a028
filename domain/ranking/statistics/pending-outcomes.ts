import { type Bounds, boundsOf } from './bounds-under-flips';
import { flipsOf } from './flips';
import { type CellScore, type ScoreTable, scoreTableOf } from './score-table';
import { fewestScenarios, signFlips } from './sign-flips';
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
 * @param seed that of the leaderboard's sign flips, since with other draws a probability at the level may fall otherwise
 */
export function pendingOutcomes(
	judged: readonly CellScore[],
	pending: readonly PendingCell[],
	range: { readonly low: number; readonly high: number },
	{ seed, level = 0.05 }: { readonly seed: number; readonly level?: number },
): PendingOutcome[] {
	const now = scoreTableOf(judged);
	const standings = standingsOf(signFlips(now, { seed, level }));
	const isIn = new Map(now.rows.map((row, at) => [row, standings[at]?.isTierOne ?? true]));
	const allAt = (score: number) => scoreTableOf([...judged, ...pending.map((cell) => ({ ...cell, score }))]);
	const [lowest, highest] = [allAt(range.low), allAt(range.high)];
	return lowest.rows.map((row, at) => {
		// A row of which nothing was judged may be the best.
		const isTierOne = isIn.get(row) ?? true;
		const couldChange = pending.length > 0 && !isSettled(lowest, highest, at, isTierOne, { seed, level });
		return { row, isTierOne, couldChange };
	});
}

/** Whether a row is in tier 1, or out of it, whatever the scores between the lowest and the highest. */
function isSettled(
	lowest: ScoreTable,
	highest: ScoreTable,
	row: number,
	isTierOne: boolean,
	{ seed, level }: { readonly seed: number; readonly level: number },
): boolean {
	const bounds = boundsOf(lowest, highest, row, isTierOne ? 'lowest' : 'highest', fewestScenarios(level));
	// Compared with nobody, it stays.
	if (bounds === null) return isTierOne;
	const flips = flipsOf(lowest.scenarios.length, seed);
	const counts: keyof Bounds = isTierOne ? 'surelyReaches' : 'mayReach';
	let reached = 0;
	flips.each((flip) => {
		// More flips change no answer.
		if (reached / flips.count > level) return;
		bounds.take(flip);
		if (bounds[counts]()) reached += 1;
	});
	const staysIn = reached / flips.count > level;
	return staysIn === isTierOne;
}
