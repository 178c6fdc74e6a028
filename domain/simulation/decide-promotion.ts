import type { PolicyName } from '../policies/policy-names';
import { fieldInterval } from '../ranking/gate/field-interval';
import { type Finding, nothingFound } from '../ranking/statistics/finding';
import { gateAnswer, moreScenarios } from '../ranking/statistics/gate-answer';
import { percent } from '../ranking/statistics/percent';
import { meanOf, varianceOf } from '../ranking/statistics/score-table';
import { fewestScenarios } from '../ranking/statistics/sign-flips';
import { spentLevel } from '../ranking/statistics/spent-level';
import { countOf } from '../wording';
import {
	type PromotionDocument,
	type PromotionInput,
	type PromotionOutcome,
	promotionInputOf,
} from './promotion-document';
import { promotionReasons } from './promotion-reasons';
import { type StudyTable, studyTableOf } from './study-table';

/**
 * Decides between policies by episodes that they have played with the same personas and seeds. Pairs are of a persona and a
 * seed; their differences are averaged by persona first, since seeds of one persona are no evidence of others, and the signs
 * of the personas' means are flipped. Promotes a candidate whose difference from the baseline lies surely above the bound,
 * rejects one that lies surely below it or that fails the guard, and else says that there is not enough evidence. One that
 * was chosen by the same episodes is held against the largest of all (max-T).
 * @throws TipBenchError StudyInvalid where episodes are missing, or were run with other settings
 */
export function decidePromotion(input: PromotionInput): PromotionDocument {
	const table = studyTableOf(input);
	return { ...input, ...outcomeOf(input, table) };
}

/** Makes a decision again from its document alone. @throws ZodError where that is none; TipBenchError StudyInvalid */
export function decidePromotionAgain(document: unknown): PromotionDocument {
	return decidePromotion(promotionInputOf(document));
}

function outcomeOf({ asked, number, seed }: PromotionInput, table: StudyTable): PromotionOutcome {
	const { baseline, better_by: bound } = asked;
	const level = spentLevel(asked.alpha, number);
	const base = meansOf(table, baseline);
	const others = [...table.means.keys()].filter((each) => each !== baseline).sort();
	const field = asked.candidate === null ? others : [asked.candidate];
	const all = field.map((policy) => minus(meansOf(table, policy), base));
	const place = asked.candidate === null ? largestAt(all.map(meanOf)) : 0;
	const candidate = field[place] as PolicyName;
	const differences = all[place] as readonly number[];
	const difference =
		table.personas.length < fewestScenarios(level)
			? nothingFound(
					`${countOf(table.personas.length, 'persona')} cannot decide at ${percent(level)}, whatever the episodes: it takes ${fewestScenarios(level)}`,
				)
			: fieldInterval(all, place, bound, { seed, level });
	const worst_persona = worstOf(table.personas, differences, asked.worst_persona);
	const answer = worst_persona?.passed === false ? 'reject' : gateAnswer(difference, bound);
	const personas = table.personas.map((persona, at) => ({
		...{ persona, baseline: base[at] as number, candidate: meansOf(table, candidate)[at] as number },
	}));
	const more_personas = answer === 'not enough evidence' ? moreOf(differences, bound, level / field.length) : null;
	const chosen_among = field.length;
	const outcome = { answer, candidate, level, chosen_among, difference, personas, worst_persona, more_personas };
	return { ...outcome, reasons: promotionReasons({ asked, number }, outcome, table.seeds) };
}

function meansOf(table: StudyTable, policy: PolicyName): readonly number[] {
	return table.means.get(policy) ?? [];
}

function minus(own: readonly number[], base: readonly number[]): number[] {
	return own.map((each, at) => each - (base[at] as number));
}

function largestAt(values: readonly number[]): number {
	return values.reduce((best, each, at) => (each > (values[best] as number) ? at : best), 0);
}

/** As it was seen, with no interval: a persona stands for itself. */
function worstOf(
	personas: readonly string[],
	differences: readonly number[],
	limit: number | null,
): PromotionOutcome['worst_persona'] {
	if (limit === null) return null;
	const at = largestAt(differences.map((each) => 0 - each));
	const difference = differences[at] as number;
	// What rounding leaves must not fail a difference that is just allowed.
	return { persona: personas[at] as string, difference, passed: difference >= 0 - limit - 1e-9 };
}

function moreOf(differences: readonly number[], bound: number, level: number): Finding<number> {
	if (differences.length < 2) return nothingFound('two personas are needed to tell');
	const seen = { scenarios: differences.length, mean: meanOf(differences) };
	const more = moreScenarios(seen, Math.sqrt(varianceOf(differences)), bound, { level });
	if (more.value === null) return nothingFound('the difference lies at the bound: no number of personas would decide');
	return { value: Math.max(more.value, fewestScenarios(level) - differences.length), reason: null };
}
