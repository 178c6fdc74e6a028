import type { Leaderboard, LeaderboardRow } from '../../domain/ranking/leaderboard';
import { countOf } from '../../domain/wording';
import { numberText, rangeText } from '../plots/number-text';

/** The names of more rows than this make no sentence. */
const mostNamed = 4;

/** Which model with which prompt, and how sure that is, in one sentence. */
export function answerOf(board: Leaderboard): string {
	return `${board.trial ? 'Not evidence, since a trial judge scored: ' : ''}${verdict(board)}${byWhom(board)}${waiting(board)}.`;
}

function verdict(board: Leaderboard): string {
	const judged = board.rows.filter(({ composite }) => composite !== null);
	const [top] = judged;
	if (board.rows.length === 0) return 'there is no answer, since nothing was recorded';
	if (top === undefined)
		return `there is no answer yet, since none of ${countOf(cellsOf(board), 'cell')} ${board.judged > 0 ? 'has a composite' : 'is judged'}`;
	if (judged.length === 1)
		return `${named(top)} is the only row that was judged, with ${meanOf(top)}, so there is nothing to compare it with`;
	if (board.separation.reason !== null)
		return `nobody can say which is best: ${board.separation.reason}; ${named(top)} has the highest mean composite (${numbersOf(top)})`;
	const best = judged.filter((row) => row.may_be_best);
	const certainty = `${Math.round((1 - board.separation.level) * 100)} % certainty`;
	const [only] = best;
	if (best.length === 1 && only !== undefined)
		return `${named(only)} is the best of ${judged.length} rows with ${certainty} (${meanOf(only)})`;
	if (best.length === judged.length)
		return `any of ${judged.length} rows may be the best: ${countOf(board.separation.scenarios, 'scenario')} cannot tell them apart with ${certainty}; ${named(top)} has the highest mean composite (${numbersOf(top)})`;
	return `the best of ${judged.length} rows is, with ${certainty}, one of these ${best.length}, which cannot be narrowed down further: ${nameList(best)}; ${named(top)} has the highest mean composite (${numbersOf(top)})`;
}

/** Scores of an auto judge are what it thinks; that people think so too it has to have shown. */
function byWhom({ ranked_by: by, auto_judges: judges = [], judged }: Leaderboard): string {
	if (by?.scores !== 'auto' || judged === 0) return '';
	const used = judges.find(({ judge, hash }) => judge === by.judge && hash === (by.hash ?? null));
	const isTrusted = used?.trust?.may_gate === true;
	return `; these are the scores of ${by.judge ?? 'an auto judge'}${isTrusted ? '' : ', which has not earned trust'}`;
}

function waiting({ pending, judged, may_stop }: Leaderboard): string {
	if (pending === 0) return '';
	if (judged === 0) return `; ${countOf(pending, 'judgment')} pending`;
	const change = may_stop ? 'no outcome of which could change who may be the best' : 'which could still change this';
	return `; partial: ${countOf(pending, 'judgment')} pending, ${change}`;
}

function cellsOf({ rows }: Leaderboard): number {
	return rows.reduce((sum, { cells }) => sum + cells, 0);
}

function named({ model, prompt }: LeaderboardRow): string {
	return `${model || '(no model)'} with ${prompt || '(no prompt)'}`;
}

function nameList(rows: readonly LeaderboardRow[]): string {
	const names = rows.slice(0, mostNamed).map(named);
	return names.join(', ') + (rows.length > mostNamed ? ` and ${rows.length - mostNamed} more` : '');
}

function meanOf(row: LeaderboardRow): string {
	return `mean composite ${numbersOf(row)}`;
}

function numbersOf({ composite, composite_interval: { value } }: LeaderboardRow): string {
	return `${numberText(composite)}${value === null ? '' : `, 95 % ${rangeText(value)}`}`;
}
