import { z } from 'zod';
import { sha256Hex } from '../hash';
import { isReservedName } from './reserved-names';

/** What is measured of an output: a run's metrics by name, whatever rubric it is scored by. */
export const measurements = [
	'diversity',
	'n_candidates',
	'asked_format',
	'latency_s',
	'load_s',
	'prompt_eval_s',
	'generation_s',
	'prompt_tokens',
	'output_tokens',
	'tokens_per_s',
	'memory_bytes',
	'gpu_memory_bytes',
];

/** A score of such a name would overwrite another metric; the last with `auto_` before them are what an auto judge took. */
const measured = [...measurements, 'composite', 'spread', 'requests', 'cost'];

/** What an auto judge says and takes stands beside a run's scores under names that begin so. */
export const autoPrefix = 'auto_';

const name = z
	.string()
	.max(100)
	.regex(/^[a-z][a-z0-9_]*$/, 'a name of lower-case letters, digits and _')
	.refine(
		(each) => !measured.includes(each) && !each.endsWith('_computed') && !each.startsWith(autoPrefix),
		'is the name of a measurement, or begins as one: choose another',
	)
	.refine((each) => !isReservedName(each), `is a word that judge files use themselves: choose another`);

/** The front matter of a rubric file: what the program needs of it. */
export const rubricFrontMatterSchema = z
	.strictObject({
		/** What a judge scores, each on whole numbers from `min` to `max`. */
		dimensions: z
			.array(z.strictObject({ name, min: z.int().default(1), max: z.int().default(5) }))
			.min(1)
			.refine((all) => all.every(({ min, max }) => min < max), 'min must be below max'),
		/** Yes-or-no facts, 0 or 1. The ones with a rule are computed and pre-filled; a judge may override them. */
		flags: z
			.array(
				z.strictObject({
					name,
					rule: z.union([z.literal('asked-format'), z.strictObject({ words_over: z.int().positive() })]).optional(),
				}),
			)
			.default([]),
		/** The composite: the sum of weight × score over dimensions and flags. One without a weight counts 0. */
		composite: z.record(name, z.number()),
	})
	.superRefine((rubric, context) => {
		const known = [...rubric.dimensions, ...rubric.flags].map((each) => each.name);
		for (const repeated of known.filter((each, at) => known.indexOf(each) !== at)) {
			context.addIssue({ code: 'custom', message: `${repeated} stands twice` });
		}
		for (const weighted of Object.keys(rubric.composite).filter((each) => !known.includes(each))) {
			context.addIssue({ code: 'custom', path: ['composite', weighted], message: 'is no dimension and no flag' });
		}
	});

/** A versioned file with the scales, the flags, calibrated examples and the composite's formula. */
export interface Rubric extends z.infer<typeof rubricFrontMatterSchema> {
	/** The file's name without ending: `tip-v1`. */
	readonly name: string;
	/** The whole file, front matter included, as it is kept with every run. */
	readonly text: string;
	/** SHA-256 of the text. */
	readonly hash: string;
}

/** Scores by the name of their dimension or flag. */
export type Scores = Record<string, number>;

/** A rubric from its file's text and the front matter already parsed. */
export function rubricOf(
	rubricName: string,
	text: string,
	frontMatter: z.infer<typeof rubricFrontMatterSchema>,
): Rubric {
	return { ...frontMatter, name: rubricName, text, hash: sha256Hex(text) };
}

/** The names a judge's entry must have a number for: dimensions, then flags. */
export function scoreNames(rubric: Pick<Rubric, 'dimensions' | 'flags'>): string[] {
	return [...rubric.dimensions, ...rubric.flags].map((each) => each.name);
}

/** The sum of weight × score; for `tip-v1` relevance + actionability + tone + 2·format_ok − overlong. */
export function compositeOf(rubric: Pick<Rubric, 'composite'>, scores: Scores): number {
	return Object.entries(rubric.composite).reduce((sum, [each, weight]) => sum + weight * scoreOf(scores, each), 0);
}

/** The lowest and the highest composite that scores on the rubric's scales can have; for `tip-v1` 2 and 17. */
export function compositeRange({ dimensions, flags, composite }: Pick<Rubric, 'dimensions' | 'flags' | 'composite'>) {
	const scales = [...dimensions, ...flags.map(({ name: flag }) => ({ name: flag, min: 0, max: 1 }))];
	const ends = scales.map(({ name: each, min, max }) => {
		const weight = scoreOf(composite, each);
		return { low: Math.min(weight * min, weight * max), high: Math.max(weight * min, weight * max) };
	});
	const sum = (end: 'low' | 'high') => ends.reduce((total, each) => total + each[end], 0);
	return { low: sum('low'), high: sum('high') };
}

/** A missing score counts 0, and so does one that only every object's prototype has. */
function scoreOf(scores: Scores, each: string): number {
	return Object.hasOwn(scores, each) ? (scores[each] ?? 0) : 0;
}

/**
 * The flags that the program computes itself.
 * @param askedFormat whether the output that the candidates were read from was in the asked format; where nobody knows
 * (`null`) the flags of that rule are left out
 */
export function computedFlags(
	rubric: Pick<Rubric, 'flags'>,
	candidates: readonly string[],
	askedFormat: boolean | null,
): Scores {
	const flags: Scores = {};
	for (const { name: flag, rule } of rubric.flags) {
		if (rule === 'asked-format') Object.assign(flags, askedFormat !== null && { [flag]: askedFormat ? 1 : 0 });
		else if (rule !== undefined) flags[flag] = candidates.some((each) => countWords(each) > rule.words_over) ? 1 : 0;
	}
	return flags;
}

/** The flags that the program computed of a run, also where a judge has changed them since. */
export function keptFlags(rubric: Pick<Rubric, 'flags'>, metrics: Readonly<Record<string, number>>): Scores {
	const computed: Scores = {};
	for (const { name: flag, rule } of rubric.flags) {
		const value = metrics[computedName(flag)] ?? metrics[flag];
		if (rule !== undefined && value !== undefined) computed[flag] = value;
	}
	return computed;
}

/** The metric that keeps what was computed of a flag that a judge has changed. */
export function computedName(flag: string): string {
	return `${flag}_computed`;
}

/** The scores of a cell with no candidate, by rule: the lowest of every scale, and every flag 0. */
export function lowestScores(rubric: Rubric): Scores {
	const scores: Scores = Object.fromEntries(rubric.dimensions.map(({ name: each, min }) => [each, min]));
	for (const { name: flag } of rubric.flags) scores[flag] = 0;
	return scores;
}

/** Words are what white space separates. */
export function countWords(text: string): number {
	return text.split(/\s+/).filter((word) => word !== '').length;
}

/**
 * An experiment has one rubric, as it was when the experiment began: scores by two of them cannot be compared.
 * @param tags the experiment's; one of the former harness has none, and takes any rubric
 */
export function rubricFaults(
	experiment: string,
	tags: Readonly<Record<string, string>>,
	rubric: Pick<Rubric, 'name' | 'hash'>,
): string[] {
	const known = tags.rubric;
	if (known === undefined) return [];
	if (known !== rubric.name) return [`rubric: experiment ${experiment} is scored by ${known}, not by ${rubric.name}`];
	if (tags.rubric_hash === undefined || tags.rubric_hash === rubric.hash) return [];
	return [
		`rubric: ${known} has changed since experiment ${experiment} began; put the file back, or keep the new text under another name for another experiment`,
	];
}
