import { reasonLines, reasonList } from '../domain/bench/reasons';
import type { Leaderboard, LeaderboardRow } from '../domain/ranking/leaderboard';
import { wholePercent } from '../domain/ranking/statistics/percent';
import { countOf } from '../domain/wording';
import { correctedWords } from './corrected';
import type { FailedCells } from './failed-cells';
import { printable } from './printable';

/** From which share on a row says how many of its cells are invalid. */
const manyInvalid = 0.1;

/** The lines below a leaderboard: what it is of, how sure it is, and what is not in it. */
export function closing(board: Leaderboard, failed: FailedCells | undefined): string[] {
	return [
		counted(board, failed),
		...certainty(board),
		...cautions(board),
		...correctedWords(board),
		...board.rows.flatMap(invalidOf),
		...reasonLines(failed?.reasons ?? {}).map((line) => printable(`failed: ${line}`)),
	];
}

function counted(board: Leaderboard, failed: FailedCells | undefined): string {
	const parts = [
		`${printable(board.experiment)} · rubric ${printable(board.rubric)} · ${countOf(board.judged, 'cell')} judged${judges(board)}`,
	];
	if (board.pending > 0) parts.push(`${board.pending} pending`);
	const why = board.invalid_reasons === undefined ? '' : ` (${printable(reasonList(board.invalid_reasons))})`;
	if (board.invalid > 0) parts.push(`${board.invalid} invalid, left out${why}`);
	if (board.without_composite !== undefined) parts.push(withoutCompositeWords(board.without_composite));
	if (failed !== undefined) parts.push(`${failed.cells} failed, without a run`);
	return parts.join(' · ');
}

/** Of judged cells whose composite is missing, no number, off the rubric's scale, or by another rubric. */
export function withoutCompositeWords(cells: number): string {
	return `${cells} judged without a composite that this rubric gives, in no mean of it`;
}

/** Whose scores these are, where that is not one lazy judge's alone. */
function judges({ rows }: Leaderboard): string {
	const sum = (whose: keyof LeaderboardRow['whose']) => rows.reduce((total, row) => total + row.whose[whose], 0);
	const parts = [
		...(sum('auto') > 0 ? [`${sum('auto')} by the auto tier`, `${sum('lazy')} by the lazy tier`] : []),
		...(sum('rule') > 0 ? [`${sum('rule')} empty, by rule`] : []),
	];
	return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** How sure the ranking is, a sentence a line; none where nothing is judged. */
export function certainty(board: Leaderboard): string[] {
	const { separation, rows } = board;
	const compared = rows.filter((row) => row.composite !== null);
	if (board.judged === 0) return [];
	if (separation.reason !== null)
		return rows.length < 2
			? [...pendingWords(board)]
			: [`no row can be told from another: ${separation.reason}`, ...pendingWords(board)];
	const best = compared.filter((row) => row.may_be_best).length;
	const flips = separation.exact ? `all ${separation.flips} sign flips` : `${separation.flips} drawn sign flips`;
	return [
		`tier 1: ${countOf(best, 'row')} of ${compared.length} may be the best (${flips} of ${countOf(separation.scenarios, 'scenario')}, one-sided ${wholePercent(separation.level)})${best < compared.length ? '; the others are no better than the best' : ''}`,
		`ranks: each lies between these, for all rows together with ${wholePercent(1 - separation.level)} certainty; where they overlap, rows cannot be told apart, which is not the same as being equal`,
		...power(board),
		'both are exact where differences are symmetric about their centre; strong skew weakens them: where a row fails rarely and badly, read "worse" as "worse on most scenarios"',
		...pendingWords(board),
	];
}

function power({ smallest_difference: { value } }: Leaderboard): string[] {
	if (value === null) return [];
	const { difference, scenarios, withTwiceTheScenarios, withMoreRepeats } = value;
	const repeats = withMoreRepeats.value === null ? '' : `, twice the repeats ${points(withMoreRepeats.value.twice)}`;
	return [
		`${countOf(scenarios, 'scenario')} could have shown a difference of ${points(difference)} between two rows (80 % power); twice as many ${points(withTwiceTheScenarios)}${repeats}`,
	];
}

function pendingWords({ pending, may_stop, judged }: Leaderboard): string[] {
	if (pending === 0 || judged === 0) return [];
	const what = `PARTIAL: ${countOf(pending, 'judgment')} pending`;
	return [
		may_stop
			? `${what}; none of their outcomes could change tier 1: you may stop`
			: `${what}; they could still change who may be the best`,
	];
}

/** Rows are named by their rank: their names stand in the table. */
function cautions({ rows }: Leaderboard): string[] {
	const byReason = new Map<string, number[]>();
	for (const { interval_caution: reason, rank } of rows) {
		if (reason !== null && rank !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), rank]);
	}
	return [...byReason].map(([reason, ranks]) => `95 % of ${ranks.map((rank) => `#${rank}`).join(', ')}: ${reason}`);
}

function invalidOf({ model, prompt, invalid, cells }: LeaderboardRow): string[] {
	if (invalid <= manyInvalid * cells) return [];
	return [
		printable(
			`${model} × ${prompt}: ${invalid} of ${countOf(cells, 'cell')} invalid, so ${invalid < cells ? 'its means are of the others alone' : 'it has no means'}`,
		),
	];
}

function points(value: number): string {
	return value.toFixed(value < 1 ? 2 : 1);
}
