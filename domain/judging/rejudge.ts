import { clipText } from '../clip';
import { countOf } from '../wording';
import type { Output } from './before-judging';
import { measurements, type Rubric } from './rubric';

/** Tags of an experiment that holds the outputs of another, to be scored by another rubric, and those of its runs. */
export const rejudgeTag = {
	/** On both: the name and the id of the experiment that the outputs were generated in. */
	from: 'rejudged_from',
	fromId: 'rejudged_from_id',
	/** On the experiment: who is to judge, where that was said; else as each output's run says. */
	kinds: 'rejudged_for',
	/** On a run: the run that its output is of, and the bench that generated it. */
	run: 'rejudged_run',
	bench: 'rejudged_bench',
} as const;

/** What a run has of its output, whatever rubric scores it: metrics and tags by their names, beside all params and texts. */
export const carriedMetrics: readonly string[] = measurements;
export const carriedTags: readonly string[] = [
	...['cell_key', 'model_digest', 'prompt_hash', 'scenario_hash'],
	...['reader', 'answer_form', 'done_reason', 'ollama_version', 'invalid'],
];
export const carriedTexts = ['prompt.txt', 'candidates.json', 'raw.txt', 'context.json'] as const;

/** What somebody wants to be made of an experiment's outputs. */
export interface RejudgeAsked {
	readonly from: { readonly name: string; readonly id: string };
	/** The name of the new experiment. */
	readonly as: string;
	readonly rubric: Pick<Rubric, 'name' | 'hash'>;
	/** Who is to judge; `null` where nobody said, and the runs' own kinds are meant. */
	readonly kinds: string | null;
}

/** The tags of the new experiment. */
export function rejudgedTags({ from, rubric, kinds }: RejudgeAsked): Record<string, string> {
	return {
		...{ rubric: rubric.name, rubric_hash: rubric.hash },
		...{ [rejudgeTag.from]: from.name, [rejudgeTag.fromId]: from.id },
		...(kinds !== null && { [rejudgeTag.kinds]: kinds }),
	};
}

/**
 * Why an experiment that exists cannot be the new one, in words; `null` where it can.
 * @param tags the experiment's; `null` where there is none of that name
 */
export function takenBy({ from, as, rubric, kinds }: RejudgeAsked, tags: Readonly<Record<string, string>> | null) {
	if (as === from.name) return `--as: ${as} is the experiment itself; its outputs go into a new one, of another name`;
	if (tags === null) return null;
	const [madeOf, madeOfId] = [tags[rejudgeTag.from], tags[rejudgeTag.fromId]];
	if (madeOfId === undefined) return `--as: ${as} exists, and was not made by \`rejudge\`; take another name`;
	if (madeOfId !== from.id) return `--as: ${as} holds the outputs of ${madeOf}, not of ${from.name}; take another name`;
	if (tags.rubric !== rubric.name)
		return `--as: ${as} is scored by ${tags.rubric}, not by ${rubric.name}; take another name`;
	if (tags.rubric_hash !== rubric.hash) {
		return `--as: ${rubric.name} has changed since ${as} was made; put the file back, or take another name`;
	}
	const asked = tags[rejudgeTag.kinds] ?? '';
	if (kinds === null || kinds === asked) return null;
	const before = asked === '' ? 'whoever its outputs waited for' : asked;
	return `--judge-kind: ${as} waits for ${before}, not for ${kinds}; take another name, or leave the option out`;
}

/** What an output lacks that a judge, or the rubric, needs of it. */
export type Lack = 'candidates' | 'asked-format';

/** @param output its candidates are `null` where its run does not keep them */
export function lackOf(
	rubric: Pick<Rubric, 'flags'>,
	{ candidates, askedFormat, invalid }: Omit<Output, 'candidates'> & { readonly candidates: readonly string[] | null },
): Lack | null {
	if (invalid !== null) return null;
	if (candidates === null) return 'candidates';
	return askedFormat === null && formatFlags(rubric).length > 0 ? 'asked-format' : null;
}

/** What is lacking, as faults. @param lacking the ids of the runs by what they lack */
export function lackFaults(
	rubric: Pick<Rubric, 'name' | 'flags'>,
	lacking: ReadonlyMap<Lack, readonly string[]>,
): string[] {
	return [...lacking].map(([lack, runs]) => {
		const which = `${countOf(runs.length, 'output')} (run ${clipText(runs.slice(0, 3).join(', '), 120)}${runs.length > 3 ? ', …' : ''})`;
		return lack === 'candidates'
			? `${which} without their candidates: nobody could score them; delete those runs in MLflow, or leave the experiment as it is`
			: `--rubric: ${rubric.name} computes ${formatFlags(rubric).join(' and ')} from whether an output was in the asked format, and that is not known of ${which}; take a rubric without that rule`;
	});
}

function formatFlags({ flags }: Pick<Rubric, 'flags'>): string[] {
	return flags.filter(({ rule }) => rule === 'asked-format').map(({ name }) => name);
}
