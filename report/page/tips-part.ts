import type { CellSample, RowSamples } from '../../domain/ranking/experiment-report';
import { type Held, html, type Markup } from '../html';
import { numberText } from '../plots/number-text';
import { leftOutWords, mostShown } from './limits';
import type { NamedRow } from './named-rows';
import { details, paragraph, section } from './parts';
import type { ReportInput } from './report-input';

/** The best, the median and the worst cell of each row: what was written, how it was scored, and why. */
export function tipsPart({ samples }: ReportInput, rows: readonly NamedRow[]): Markup | null {
	const shown = samples.slice(0, mostShown.samples);
	if (shown.length === 0) return null;
	return section('tips', 'Best, median and worst', [
		html`<p>One judged cell of each, by its composite. Open a row to read them.</p>`,
		shown.map((each, at) => details(nameOf(each, rows), each.cells.map(cellOf), at === 0)),
		paragraph(leftOutWords(shown.length, samples.length, 'row')),
	]);
}

function nameOf({ model, prompt }: RowSamples, rows: readonly NamedRow[]): Held {
	const named = rows.find(({ row }) => row.model === model && row.prompt === prompt);
	return html`<b>${named?.plot.letter}</b> <bdi>${model}</bdi> × <bdi>${prompt}</bdi>`;
}

function cellOf(cell: CellSample): Markup {
	const { which, composite, scenario, repeat, scores, candidates, more, raw, reasons, judged_by, run_id } = cell;
	const again = repeat > 0 ? `, repeat ${repeat}` : '';
	return html`<article><h3>${which.join(', ')}: ${numberText(composite)} <small>in <bdi>${scenario}</bdi>${again}</small></h3>
<p class="scores">${scores.map(({ name, score }) => `${name} ${numberText(score, Number.isInteger(score) ? 0 : 2)}`).join(' · ')}</p>
${
	candidates.length > 0
		? html`<ol class="tips">${candidates.map((each) => html`<li dir="auto">${each}</li>`)}</ol>${more > 0 && html`<p class="muted">And ${more} more.</p>`}`
		: html`<p class="muted">No candidate was found in what the model wrote:</p><blockquote dir="auto" class="tips">${raw === null || raw === '' ? '(nothing)' : raw}</blockquote>`
}
${reasons.map(({ by, text }) => html`<p class="reason" dir="auto"><b><bdi>${by}</bdi>:</b> ${text}</p>`)}
<p class="muted small">scored by <bdi>${judged_by ?? 'nobody who said so'}</bdi> · run <code>${run_id}</code></p></article>
`;
}
