import { ownJudgeWarning } from '../domain/judging/own-judges';
import type { AutoJudgeOfBoard, Leaderboard } from '../domain/ranking/leaderboard';
import { argument, countOf } from '../domain/wording';
import { estimateText } from './estimate-text';
import { printable } from './printable';

/** Whose scores a ranking rests on, and how far its auto judges are trusted: a sentence a line, none of an older version. */
export function rankedByWords(board: Leaderboard): string[] {
	const { ranked_by: by, auto_judges: judges = [] } = board;
	if (by === undefined || by.scores === null) return judges.map((each) => trustWords(each, board)).map(printable);
	const judge = by.judge === undefined ? '' : ` (${judgeName({ judge: by.judge, hash: by.hash ?? null }, board)})`;
	const left = by.left_out === 0 ? '' : `; ${leftOutWords(by.left_out)}`;
	const beside = board.pooled_bias === undefined ? '' : '; corrected scores stand beside it, and are in no rank';
	return [
		`ranked by the ${by.scores} tier's scores${judge}${left}${beside}`,
		...judges.map((each) => trustWords(each, board)),
	].map(printable);
}

/** Of judged cells that have other scores than those that a ranking rests on. */
export function leftOutWords(cells: number): string {
	return `${countOf(cells, 'cell')} with scores of another tier, or of another auto judge or version of it, ${cells === 1 ? 'is' : 'are'} in no mean: they cannot be compared`;
}

/** A warning a line: the auto judges whose scores appear, and that are among the models. */
export function contestantWarnings({ own_judges: own = [], auto_judges: judges = [] }: Leaderboard): string[] {
	const beside = judges.flatMap(({ judge, contestant }) =>
		contestant === undefined ? [] : [{ judge, model: contestant }],
	);
	return [...new Set([...own, ...beside].map(ownJudgeWarning))].map(printable);
}

/** The models that are auto judges too. */
export function judgingModels({ own_judges: own = [], auto_judges: judges = [] }: Leaderboard): ReadonlySet<string> {
	return new Set([...own.map(({ model }) => model), ...judges.flatMap(({ contestant }) => contestant ?? [])]);
}

/** What an auto judge is called where others may have its kind. */
export function judgeName(
	{ judge, hash }: Pick<AutoJudgeOfBoard, 'judge' | 'hash'>,
	{ auto_judges: judges = [] }: Leaderboard,
): string {
	const isAlone = judges.filter((each) => each.judge === judge).length < 2;
	return isAlone || hash === null ? judge : `${judge} (${hash.slice(0, 8)})`;
}

function trustWords(each: AutoJudgeOfBoard, board: Leaderboard): string {
	const { trust, contestant } = each;
	const name = judgeName(each, board);
	const own = contestant === undefined ? '' : `, itself a contestant (${contestant})`;
	if (trust === undefined) return `auto judge ${name}${own}: how far it may be trusted was not looked up`;
	const kappa = estimateText(trust.kappa, 2);
	const seen = kappa === null ? '' : `kappa ${kappa}, `;
	const where = trust.earned.length === 0 ? '' : `; seen in ${trust.earned.join(', ')}`;
	const how = trust.earned.includes(board.experiment)
		? ''
		: `; ./tip-bench judge trust ${argument(board.experiment)} keeps what this one shows`;
	return `auto judge ${name}${own}: ${seen}${trust.may_gate ? 'trusted' : 'not trusted'}: ${trust.reason}${where}${how}`;
}
