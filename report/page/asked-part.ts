import type { MadeOf } from '../../domain/ranking/experiment-report';
import { countOf } from '../../domain/wording';
import { type Held, html, type Markup } from '../html';
import { section } from './parts';
import type { ReportInput } from './report-input';

/** More names than this are counted. */
const mostNamed = 12;

/** What was asked: which models, with which prompt versions, in which scenarios, judged how. */
export function askedPart({ board, setting, leftOut }: ReportInput): Markup {
	const cells = board.rows.reduce((sum, row) => sum + row.cells, 0);
	const { models, prompts, scenarios, repeats } = setting;
	const counts = [
		`${countOf(cells, 'cell')} recorded`,
		`${board.judged} judged`,
		...(board.pending > 0 ? [`${board.pending} pending`] : []),
		...(board.invalid > 0 ? [`${board.invalid} invalid`] : []),
		...(leftOut.undrawn > 0 ? [`${leftOut.undrawn} not drawn for the lazy tier`] : []),
	];
	return section('asked', 'What was asked', [
		html`<p>Which of these models, with which of these prompt versions, gives the best tips, as rubric <b><bdi>${board.rubric}</bdi></b> scores them?</p>`,
		html`<dl><dt>${countOf(models.length, 'model')}</dt><dd>${namesOf(models)}</dd><dt>${countOf(prompts.length, 'prompt version')}</dt><dd>${namesOf(prompts)}</dd><dt>${countOf(scenarios.length, 'scenario')}</dt><dd>${namesOf(scenarios)}</dd><dt>repeats</dt><dd>${repeats}</dd><dt>cells</dt><dd>${counts.join(' · ')}</dd></dl>`,
	]);
}

function namesOf(all: readonly MadeOf[]): Held {
	const shown = all.slice(0, mostNamed);
	const more = all.length - shown.length;
	return [
		shown.map(({ name }, at) => [at > 0 && ', ', html`<bdi>${name || '(no name)'}</bdi>`]),
		more > 0 && ` and ${more} more`,
	];
}
