import { type CorrectedMean, fewestLabels } from '../domain/ranking/corrected/corrected-schema';
import type { Leaderboard, LeaderboardRow } from '../domain/ranking/leaderboard';
import { countOf } from '../domain/wording';
import { judgeName } from './auto-judges';
import { estimateText } from './estimate-text';
import { printable } from './printable';

/** A row's auto scores as people would give them, with 95 %; `–` where there is no such number. */
export function correctedText(found: CorrectedMean | undefined): string {
	if (found === undefined || found.by === 'none') return '–';
	const text = estimateText(found.mean, 2) ?? '–';
	return found.by === 'people' ? `${text} people` : text;
}

/** Whether any row has scores of both tiers. */
export function isSpotChecked({ rows }: Leaderboard): boolean {
	return rows.some(({ corrected }) => corrected !== undefined);
}

/** The names of the scores that are corrected: the dimensions, then `composite`. */
export function correctedNames({ rows }: Leaderboard): string[] {
	return Object.keys(rows.find(({ corrected }) => corrected !== undefined)?.corrected ?? {});
}

/** What is to be known of corrected scores, a sentence a line: the pooled bias, and which rows have no such number, and why. */
export function correctedWords(board: Leaderboard): string[] {
	if (!isSpotChecked(board)) return [];
	return [...biasWords(board), ...rowWords(board)].map(printable);
}

function biasWords(board: Leaderboard): string[] {
	const all = Object.entries(board.pooled_bias ?? {});
	const known = all.flatMap(([name, bias]) => {
		const text = estimateText(bias, 2, true);
		return text === null ? [] : [`${name} ${text}`];
	});
	const judges = [...new Set((board.auto_judges ?? []).map((each) => judgeName(each, board)))];
	const who = judges.length === 1 ? judges[0] : 'the auto judges';
	const [why] = all.flatMap(([, { reason }]) => reason ?? []);
	if (known.length === 0) return [`how much milder ${who} is than people nobody knows: ${why ?? 'no run has both'}`];
	const rest = why === undefined ? '' : ` (no interval: ${why.replace(/^no interval: /, '')})`;
	return [
		`bias, ${who} less people, over all rows together: ${known.join(', ')}${rest}; it corrects nothing, since a judge may be milder to one row than to another`,
	];
}

function rowWords({ rows }: Leaderboard): string[] {
	const places = new Map<string, string[]>();
	for (const row of rows) {
		const found = row.corrected?.composite;
		const words = found === undefined ? null : wordsOf(found);
		if (words !== null) places.set(words, [...(places.get(words) ?? []), placeOf(row)]);
	}
	return [...places].map(([words, all]) => words.replace(place, () => all.join(', ')));
}

/** Where the rows are to be named. */
const place = '\0';

function wordsOf({ by, mean, effective_labels, uncounted }: CorrectedMean): string | null {
	if (by === 'people') return `corrected in ${place}: people alone, whose scores are surer there by themselves`;
	if (by === 'corrected')
		return uncounted === 0
			? null
			: `corrected in ${place}: without ${countOf(uncounted, 'cell')} that nobody has scored yet`;
	// How many labels each has stands in its row.
	const isFew = effective_labels < fewestLabels && mean.reason?.includes('are asked for');
	const why = isFew ? `people's scores are worth fewer than ${fewestLabels} labels in the row` : mean.reason;
	return `no corrected number in ${place}: ${why}; see the raw auto means, and the bias`;
}

/** Names stand in the table. */
function placeOf({ rank, model, prompt }: LeaderboardRow): string {
	return rank === null ? `${model} × ${prompt}` : `#${rank}`;
}
