import type { FieldValue, ScenarioContent } from '../domain/bench/scenario';
import { clipText } from '../domain/clip';
import { plainMarkdown } from '../domain/markdown';
import { longestTag, type Tags } from './tag-text';

/** The tag that MLflow shows at the head of a run's page, as Markdown. */
export const descriptionTag = 'mlflow.note.content';

/** Scores, and whose they are. */
export interface ShownScores {
	readonly scores: Readonly<Record<string, number>>;
	readonly composite: number;
	readonly judgedBy: string;
	/** ISO 8601. */
	readonly judgedAt: string;
}

/** What a run's page shows of its cell. */
export interface Described {
	/** `null` where the run kept none, as those of the former harness. */
	readonly scenario: ScenarioContent | null;
	readonly candidates: readonly string[];
	/** The scores, or why there are none. */
	readonly scores: ShownScores | string;
	/** The workflow id of the bench; `null` where nobody knows. */
	readonly bench: string | null;
	/** Its page in the Temporal UI, where we know it. */
	readonly benchUrl: string | null;
	/** Where its output was put in from, to be scored anew. */
	readonly from?: { readonly run: string; readonly experiment: string } | undefined;
}

// Comments show nothing on the page, and a text that was escaped holds none.
const [begin, end] = ['<!-- scores -->', '<!-- end of scores -->'];

/** UTF-16 units, as they stand in the tag: all together are fewer than a tag holds. */
const longest = { text: 400, scores: 800, candidates: 2_400, fields: 2_500, url: 600 } as const;

/** Items of a list in one field. */
const mostItems = 20;

/** A run's description: scores, candidates, scenario, and where it came from. Whatever they hold, it is plain text there. */
export function describeRun({ scenario, candidates, scores, ...origin }: Described): string {
	const items = candidates.map((each, at) => `${at + 1}. ${shown(each)}`);
	const fields = Object.entries(scenario?.fields ?? {}).map(([name, value]) => fieldItem(name, value));
	return [
		`${begin}\n${scoreLine(scores)}\n${end}`,
		'**Candidates**',
		candidates.length === 0 ? 'none could be read' : fitting(items, longest.candidates),
		`**Scenario** ${shown(scenario?.name ?? 'not kept')}`,
		fitting(fields, longest.fields),
		`${originOf(origin)}All texts: the tags \`artifact:…\`, and the artifact \`cell.json\` where there are artifacts.`,
	].join('\n\n');
}

/** Where its output came from, in sentences. */
function originOf({ bench, benchUrl, from }: Pick<Described, 'bench' | 'benchUrl' | 'from'>): string {
	const history = benchUrl === null || benchUrl.length > longest.url ? '' : `, [its history](${benchUrl})`;
	const made = bench === null ? '' : `Made by bench ${shown(bench)}${history}. `;
	return from === undefined
		? made
		: `${made}Its output is that of run ${shown(from.run)} of experiment ${shown(from.experiment)}. `;
}

/**
 * A run's description with other scores in it.
 * @returns `null` where it is none of ours any longer: what a person has written there stays
 */
export function withScores(description: string | undefined, scores: ShownScores): string | null {
	const from = description?.indexOf(begin) ?? -1;
	const to = description?.indexOf(end, from) ?? -1;
	if (description === undefined || from === -1 || to === -1) return null;
	const changed = `${description.slice(0, from)}${begin}\n${scoreLine(scores)}\n${description.slice(to)}`;
	return changed.length > longestTag ? null : changed;
}

/** The tag with the new scores, if there is one to change. */
export function rescored(tags: Tags, scores: ShownScores): Tags {
	const description = withScores(tags[descriptionTag], scores);
	return description === null ? {} : { [descriptionTag]: description };
}

function scoreLine(scores: ShownScores | string): string {
	if (typeof scores === 'string') return `**Scores**: ${shown(scores)}`;
	const { composite, judgedBy, judgedAt } = scores;
	const each = Object.entries(scores.scores).map(([name, value]) => `${shown(name)} ${value}`);
	return `**Scores**: composite **${composite}** (${fitting(each, longest.scores, ', ')}), by ${shown(judgedBy)}, ${judgedAt}`;
}

function fieldItem(name: string, value: FieldValue): string {
	if (typeof value !== 'object') return `- ${shown(name)}: ${shown(String(value))}`;
	const items = value.slice(0, mostItems).map((each) => `    - ${shown(each)}`);
	const more = value.length > mostItems ? [`    - … and ${value.length - mostItems} more`] : [];
	return [`- ${shown(name)}:`, ...items, ...more].join('\n');
}

/** As many of the first items as there is room for. */
function fitting(items: readonly string[], most: number, separator = '\n'): string {
	let length = 0;
	const end = items.findIndex((item) => {
		length += item.length + separator.length;
		return length > most;
	});
	if (end === -1) return items.join(separator);
	return `${items.slice(0, end).join(separator)}${separator === '\n' ? '\n\n' : separator}… and ${items.length - end} more`;
}

/** A text as plain Markdown, cut so that it is short in that form too. */
function shown(text: string): string {
	for (let most: number = longest.text; ; most = Math.floor(most / 2)) {
		const plain = plainMarkdown(clipText(text, most));
		if (plain.length <= longest.text) return plain;
	}
}
