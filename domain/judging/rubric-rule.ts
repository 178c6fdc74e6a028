import { z } from 'zod';
import { hashOf } from '../hash';
import { nameHint } from '../nearest-name';
import type { Rubric, Scores } from './rubric';

/** A file beside a rubric, `NAME.rule.yaml`: how the levels of a set's candidates become the set's scores. */
export const rubricRuleSchema = z.strictObject({
	/** Which level is the middle one of an even number of candidates. */
	middle: z.enum(['lower', 'upper']),
	/** One level off where at least one candidate has the level `for`, and the middle is `from` or more. */
	one_off: z.strictObject({ for: z.int(), from: z.int() }).optional(),
	/** Where a candidate that repeats an earlier one has the lowest level; elsewhere it has the first one's. */
	repeats_lowest_in: z.array(z.string()).default([]),
	/** A flag without a rule of its own is 1 where any candidate has it, or where all have it. */
	flags: z.enum(['any', 'all']).default('any'),
});

/** A rubric's rule. */
export interface RubricRule extends z.infer<typeof rubricRuleSchema> {
	/** SHA-256 of what the file says. */
	readonly hash: string;
}

/** What a judge made of one candidate. */
export interface CandidateLevels {
	/** By dimension. */
	readonly levels: Scores;
	/** By flag without a rule of its own: 0 or 1. */
	readonly flags: Scores;
	/** The number of the earlier candidate that it repeats, from 1; `null` where it repeats none. */
	readonly repeats: number | null;
}

/** A rule from what its file says. */
export function rubricRuleOf(file: z.infer<typeof rubricRuleSchema>): RubricRule {
	return { ...file, hash: hashOf(file) };
}

/** What a rule says that its rubric does not have, and where in its file. */
interface RuleFault {
	readonly at: readonly (string | number)[];
	readonly fault: string;
}

/** What a rule says that its rubric does not have, or that can never apply. */
export function ruleFaults(
	rule: z.infer<typeof rubricRuleSchema>,
	{ dimensions }: Pick<Rubric, 'dimensions'>,
): RuleFault[] {
	const names = dimensions.map(({ name }) => name);
	const strange = rule.repeats_lowest_in.filter((each) => !names.includes(each));
	const faults = strange.map((each): RuleFault => {
		return { at: ['repeats_lowest_in'], fault: `${each} is no dimension of the rubric; ${nameHint(each, names, '')}` };
	});
	const { one_off: off } = rule;
	if (off === undefined) return faults;
	const scales = dimensions.map(({ name, min, max }) => `${name} from ${min} to ${max}`).join(', ');
	const never = (end: 'for' | 'from', why: string) =>
		faults.push({
			at: ['one_off', end],
			fault: `${off[end]} ${why}, so that it never applies; the rubric has ${scales}`,
		});
	if (!dimensions.some(({ min, max }) => off.for >= min && off.for <= max))
		never('for', 'is no level of any dimension');
	else if (!dimensions.some(({ min, max }) => off.for >= min && off.for <= max && off.from <= max))
		never('from', 'is above every level of the dimensions that have that level');
	return faults;
}

/** The flags that a judge is asked for. */
export function askedFlags(rubric: Pick<Rubric, 'flags'>): string[] {
	return rubric.flags.filter(({ rule }) => rule === undefined).map(({ name }) => name);
}

/**
 * The scores of a set by a rubric's rule: its dimensions, and its flags without a rule of their own.
 * @param candidates at least one, in their order; `repeats` names an earlier one
 */
export function setScores(
	rubric: Pick<Rubric, 'dimensions' | 'flags'>,
	rule: Omit<RubricRule, 'hash'>,
	candidates: readonly CandidateLevels[],
): Scores {
	const scores: Scores = {};
	for (const { name, min } of rubric.dimensions) {
		const lowest = rule.repeats_lowest_in.includes(name) ? min : null;
		scores[name] = oneScore(rule, levelsOf(candidates, name, lowest), min);
	}
	for (const flag of askedFlags(rubric)) {
		const has = ({ flags }: CandidateLevels) => flags[flag] === 1;
		scores[flag] = (rule.flags === 'any' ? candidates.some(has) : candidates.every(has)) ? 1 : 0;
	}
	return scores;
}

/** @param lowest what a repeated candidate has; `null` where it has the first one's level */
function levelsOf(candidates: readonly CandidateLevels[], dimension: string, lowest: number | null): number[] {
	const levels: number[] = [];
	for (const { levels: given, repeats } of candidates) {
		// What it repeats is an earlier one, and may itself be a repetition: either way its level stands here already.
		const asFirst = repeats === null ? given[dimension] : (lowest ?? levels[repeats - 1]);
		if (asFirst === undefined) throw new RangeError(`no level for ${dimension}`);
		levels.push(asFirst);
	}
	return levels;
}

function oneScore({ middle, one_off }: Omit<RubricRule, 'hash'>, levels: readonly number[], min: number): number {
	const score = middleOf(levels, middle);
	const isOff = one_off !== undefined && score >= one_off.from && levels.includes(one_off.for);
	return isOff ? Math.max(min, score - 1) : score;
}

/** The middle one of some numbers, at least one; of an even number the lower or the upper of the two. */
export function middleOf(numbers: readonly number[], which: RubricRule['middle'] = 'lower'): number {
	const sorted = [...numbers].sort((one, other) => one - other);
	const place = which === 'lower' ? Math.ceil(sorted.length / 2) - 1 : Math.floor(sorted.length / 2);
	const found = sorted[place];
	if (found === undefined) throw new RangeError('the middle of nothing');
	return found;
}
