import type { Opinions } from '../../domain/ranking/experiment-report';
import { html, type Markup } from '../html';
import { judgesPlot } from '../plots/judges';
import { numberText } from '../plots/number-text';
import { details, figure, section, table } from './parts';
import type { ReportInput, Worth } from './report-input';

/** What judges are worth, and what they made of the same cells. */
export function judgesPart({ worth = [], opinions }: ReportInput): Markup | null {
	if (worth.length === 0 && opinions.length === 0) return null;
	return section('judges', 'Judge against judge', [worth.map(worthOf), opinions.map(opinionsOf)]);
}

function worthOf({ title, says, measures }: Worth): Markup {
	return html`<h3>${title}</h3><p>${says}</p>${table(
		`How far ${title} agree`,
		[{ title: 'measure' }, { title: 'value' }],
		[{ rows: measures.map(({ name, value }) => [name, value]) }],
	)}`;
}

function opinionsOf(both: Opinions): Markup {
	const { first, second, cells, points } = both;
	return html`<h3><bdi>${first}</bdi> against <bdi>${second}</bdi></h3>${figure(
		html`Composites of the ${cells} cells that both have scored. On the dashed line both said the same; the larger a spot, the more cells.`,
		(width) => judgesPlot(both, width),
	)}${details(
		'The numbers of this plot',
		table(
			`Composites by ${first} and ${second}`,
			[
				{ title: first, right: true },
				{ title: second, right: true },
				{ title: 'cells', right: true },
			],
			[{ rows: points.map((point) => [numberText(point.first), numberText(point.second), point.cells]) }],
		),
	)}`;
}
