import type { Counted, MadeOf } from '../../domain/ranking/experiment-report';
import { type Held, html, type Markup } from '../html';
import { mostShown } from './limits';
import { details, section, table } from './parts';
import { repeatCommand } from './repeat-command';
import type { ReportInput } from './report-input';

/** Enough of a digest to tell two apart; the whole stands behind it. */
const shortDigest = 12;

/** How to make the experiment again: the command, and what it rests on. */
export function repeatPart({ board, setting, made }: ReportInput): Markup {
	const { experiment, rubric, separation, readers = {} } = board;
	const command = repeatCommand(experiment, rubric, setting);
	const lines: [string, Held][] = [
		['experiment', html`<bdi>${experiment}</bdi>`],
		['rubric', html`<bdi>${rubric}</bdi>${setting.rubricHashes.map(({ value }) => [' ', digestOf(value)])}`],
		...setting.options.map(({ name, values }): [string, Held] => [name, countedList(values)]),
		['repeats', setting.repeats],
		['judge kind', countedList(setting.judgeKinds)],
		['scored by', countedList(setting.judges)],
		['Ollama', countedList(setting.ollamaVersions)],
		['answers read by', countedList(Object.entries(readers).map(([value, cells]) => ({ value, cells })))],
		['benches', countedList(setting.benches)],
		...(setting.rejudgedFrom.length === 0
			? []
			: [['outputs of', countedList(setting.rejudgedFrom)] satisfies [string, Held]]),
		...(setting.began === null
			? []
			: [['cells began', `${timeOf(setting.began.first)} to ${timeOf(setting.began.last)}`] satisfies [string, Held]]),
		[
			'sign flips',
			separation.flips === 0
				? 'none'
				: `${separation.flips}, ${separation.exact ? 'all there are' : `drawn with seed ${separation.seed}`}`,
		],
		['this report', `tip-bench ${made.version}, ${timeOf(Date.parse(made.at))}`],
	];
	return section('repeat', 'How to repeat it', [
		command === null
			? html`<p>Its runs do not tell enough for a command that makes it again.</p>`
			: html`<p>As far as its runs tell; the same digests must be there. A seed makes the same answers only on the same machine and versions, and not always then.</p><pre tabindex="0"><code>${command}</code></pre>`,
		html`<dl>${lines.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`,
		details('Digests of models, prompt versions and scenarios', [
			madeTable('Models', setting.models),
			madeTable('Prompt versions', setting.prompts),
			madeTable('Scenarios', setting.scenarios),
		]),
	]);
}

function madeTable(title: string, all: readonly MadeOf[]): Markup {
	const shown = all.slice(0, mostShown.names);
	const more = all.length - shown.length;
	const rows = shown.map(({ name, cells, digests }) => [
		html`<bdi>${name || '(no name)'}</bdi>`,
		cells,
		digests.map((each, at) => [at > 0 && ', ', digestOf(each)]),
	]);
	const columns = [{ title: 'name' }, { title: 'cells', right: true }, { title: 'digest' }];
	return html`<h3>${title}</h3>${table(title, columns, [{ rows }])}${more > 0 && html`<p>And ${more} more.</p>`}`;
}

function digestOf(digest: string): Markup {
	return html`<code title="${digest}">${digest.slice(0, shortDigest)}</code>`;
}

/** Values; how many cells have each is said where they differ. */
function countedList(values: readonly Counted[]): Held {
	if (values.length === 0) return 'not told';
	const shown = values.slice(0, 10);
	const more = values.length - shown.length;
	const texts = shown.map(({ value, cells }, at) => [
		at > 0 && ', ',
		html`<bdi>${value}</bdi>`,
		values.length > 1 && ` (${cells})`,
	]);
	return [texts, more > 0 && ` and ${more} more`];
}

function timeOf(ms: number): string {
	return Number.isFinite(ms) ? `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'unknown';
}
