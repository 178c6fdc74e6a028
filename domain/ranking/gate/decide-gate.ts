import { type Finding, nothingFound } from '../statistics/finding';
import { gateAnswer } from '../statistics/gate-answer';
import { spentLevel } from '../statistics/spent-level';
import { type Comparison, chosenOf, fieldOf } from './comparison';
import { fieldInterval } from './field-interval';
import { boundOf } from './gate-config';
import {
	type GateDocument,
	type GateGuard,
	type GateInput,
	type GateOutcome,
	type GateReading,
	gateInputOf,
} from './gate-document';
import { doubtsOf } from './gate-doubts';
import { guardsOf } from './gate-guards';
import { reasonsOf } from './gate-reasons';
import { moreOf } from './more-needed';
import { compositesOf, differencesFrom, type InvalidAs } from './scenario-values';

/**
 * Decides: promotes a candidate whose difference from the baseline lies surely above the bound, rejects one whose
 * difference lies surely below or that fails a guard, and else says that there is not enough evidence. A candidate that was
 * chosen by the same scores is held against the largest of all (max-T), and invalid cells are counted in two ways that
 * must agree. With speed asked about, two tests of several candidates share the level; of one candidate both must hold
 * anyway, so each may have it whole (Berger 1982, Technometrics 24, 295–300).
 */
export function decideGate(input: GateInput): GateDocument {
	return { ...input, ...outcomeOf(input) };
}

/** Makes a decision again from its document alone. @throws ZodError where that is no document of a gate */
export function decideAgain(document: unknown): GateDocument {
	return decideGate(gateInputOf(document));
}

function outcomeOf(input: GateInput): GateOutcome {
	const { asked, number, baseline, rubric } = input;
	const level = spentLevel(asked.alpha, number);
	const field = fieldOf(input);
	const chosen = chosenOf(input, field);
	const interval_level = asked.and === 'faster' && field.length > 1 ? level / 2 : level;
	const comparison: Comparison = { input, field, chosen, bound: boundOf(asked), level: interval_level };
	const without = readingOf(comparison, null);
	const areInvalid = [baseline, ...field].some(({ invalid }) => invalid.some((each) => each > 0));
	const with_invalid = areInvalid ? readingOf(comparison, rubric.lowest_composite) : null;
	const doubts = doubtsOf(comparison);
	const agree = with_invalid === null || with_invalid.answer === without.answer;
	const answer = doubts.length === 0 && agree ? without.answer : 'not enough evidence';
	// One that was named stays named, also where nothing of it can be compared.
	const named = chosen ?? (asked.candidate === undefined ? undefined : field[0]);
	const outcome = {
		answer,
		candidate: named === undefined ? null : { model: named.model, prompt: named.prompt },
		...{ chosen_among: field.length, bound: comparison.bound, level, interval_level },
		...{ difference: without.difference, guards: without.guards, with_invalid },
		more: answer === 'not enough evidence' ? moreOf(comparison, without, doubts) : null,
	};
	return { ...outcome, reasons: [...doubts, ...reasonsOf(comparison, outcome, without)] };
}

function readingOf(comparison: Comparison, invalidAs: InvalidAs): GateReading {
	const { input, field, chosen, bound, level } = comparison;
	if (chosen === undefined)
		return { answer: 'not enough evidence', difference: nothingInCommon(field.length), guards: [] };
	const base = compositesOf(input.baseline, invalidAs);
	const all = field.map((row) => differencesFrom(base, compositesOf(row, invalidAs)));
	const difference = fieldInterval(all, field.indexOf(chosen), bound, { seed: input.seed, level });
	const answer = gateAnswer(difference, bound);
	const guards = guardsOf({ ...comparison, chosen }, answer, invalidAs);
	return { answer: guarded(answer, guards), difference, guards };
}

/** What guards leave of an answer. */
function guarded(answer: GateReading['answer'], guards: readonly GateGuard[]): GateReading['answer'] {
	if (guards.some(({ passed }) => passed === false)) return 'reject';
	if (guards.some(({ guard, passed }) => guard === 'require_both' && passed === null)) return 'not enough evidence';
	return answer === 'promote' && guards.some(({ passed }) => passed === null) ? 'not enough evidence' : answer;
}

function nothingInCommon(candidates: number): Finding<never> {
	return nothingFound(
		candidates === 0
			? 'there is no other row to compare with the baseline'
			: 'no scenario has scores of both the baseline and a candidate',
	);
}
