import { reasonLines } from '../../domain/bench/reasons';
import type { LeaderboardRow } from '../../domain/ranking/leaderboard';
import { countOf } from '../../domain/wording';
import { leftOutWords } from '../auto-judges';
import { html, type Markup } from '../html';
import { withoutCompositeWords } from '../leaderboard-words';
import { rowTitle } from '../plots/plot-kit';
import type { NamedRow } from './named-rows';
import { list, section } from './parts';
import type { ReportInput } from './report-input';

/** From which share on a row is named. */
const manyInvalid = 0.1;

/** What is in no mean, and why. */
export function leftOutPart({ board, leftOut, failed }: ReportInput, rows: readonly NamedRow[]): Markup {
	const { doubled, undrawn, cut, empty } = leftOut;
	const lines = [
		...reasonLines(board.invalid_reasons ?? {}).map(
			(line) => `invalid: ${line}: such a cell says nothing about its prompt, and is in no mean`,
		),
		(board.ranked_by?.left_out ?? 0) > 0 && leftOutWords(board.ranked_by?.left_out ?? 0),
		board.without_composite !== undefined && withoutCompositeWords(board.without_composite),
		board.pending > 0 && `${countOf(board.pending, 'cell')} pending: recorded, and not scored yet`,
		undrawn > 0 &&
			`${countOf(undrawn, 'cell')} not drawn for the lazy tier: the auto tier’s scores of them do not count here`,
		cut > 0 && `${countOf(cut, 'cell')} cut by num_predict: scored as they are, and left out of latency`,
		doubled > 0 && `${countOf(doubled, 'run')} of cells that an earlier run has already: the earlier one counts`,
		...(failed === undefined ? [] : [`${countOf(failed.cells, 'cell')} failed, and have no run`]),
		...reasonLines(failed?.reasons ?? {}).map((line) => `failed: ${line}`),
		...rows.flatMap(({ row, plot }) =>
			isThin(row)
				? [
						`${rowTitle(plot)}: ${row.invalid} of its ${countOf(row.cells, 'cell')} are invalid, so ${row.invalid < row.cells ? 'its means are of the others alone' : 'it has no means'}`,
					]
				: [],
		),
		empty > 0 && `in the means: ${countOf(empty, 'cell')} without a candidate, with the lowest scores by rule`,
	].filter((each) => each !== false);
	return section('left-out', 'What was left out, and why', list(lines) ?? html`<p>Nothing: every cell counts.</p>`);
}

function isThin({ invalid, cells }: LeaderboardRow): boolean {
	return invalid > manyInvalid * cells;
}
