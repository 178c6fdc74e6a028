import type { CorrectedMean } from '../../domain/ranking/corrected/corrected-schema';
import { correctedNames, correctedText, correctedWords, isSpotChecked } from '../corrected';
import { type Held, html, type Markup } from '../html';
import { numberText } from '../plots/number-text';
import type { NamedRow } from './named-rows';
import { list, section, table } from './parts';
import type { ReportInput } from './report-input';

/** What people would have given all cells, from the auto judge's scores of all and people's of some. */
export function correctedPart({ board }: ReportInput, rows: readonly NamedRow[]): Markup | null {
	const checked = rows.filter(({ row }) => row.corrected !== undefined);
	if (!isSpotChecked(board) || checked.length === 0) return null;
	const names = correctedNames(board);
	const columns = [
		{ title: 'row' },
		{ title: 'labels', hint: 'what people’s scores of the composite are worth: (Σw)² ÷ Σw²', right: true },
		...names.flatMap((name) => [
			{ title: `${name}, auto`, hint: 'the mean of the auto scores as they are', right: true },
			{ title: `${name}, corrected`, hint: 'with 95 %; “people” where their scores alone are surer', right: true },
		]),
	];
	const lines = checked.map(({ row: { corrected = {} }, plot }): Held[] => [
		html`<b>${plot.letter}</b> <bdi>${plot.model}</bdi> × <bdi>${plot.prompt}</bdi>`,
		numberText(corrected.composite?.effective_labels, 1),
		...names.flatMap((name) => [numberText(corrected[name]?.raw_auto), cellOf(corrected[name])]),
	]);
	return section('corrected', 'Auto scores, corrected by people', [
		html`<p>People have scored a part of the cells, drawn with known chances. That tells what they would have given to all, where they have scored enough of a row (prediction-powered inference). It is in no rank.</p>`,
		table('Corrected scores', columns, [{ rows: lines }]),
		list(correctedWords(board)),
	]);
}

function cellOf(found: CorrectedMean | undefined): Held {
	return html`<span title="${found?.mean.reason ?? ''}">${correctedText(found)}</span>`;
}
