import { ownJudgeWarning } from '../../judging/own-judges';
import { countOf } from '../../wording';
import { percent } from '../statistics/percent';
import { spentWords } from '../statistics/spent-level';
import type { Comparison } from './comparison';
import type { GateOutcome, GateReading, GateRow } from './gate-document';
import { points } from './gate-numbers';
import { rowWords } from './row-text';

/** Why a gate says what it says, in plain words, and what else is to be known of it. */
export function reasonsOf(
	comparison: Comparison,
	outcome: Omit<GateOutcome, 'reasons'>,
	without: GateReading,
): string[] {
	const { input, chosen } = comparison;
	const { with_invalid: withInvalid, guards } = outcome;
	return [
		...disagreement(without, withInvalid),
		...guards.filter(({ passed }) => passed === false).map(({ guard, saw }) => `${guard} failed: ${saw}`),
		seen(comparison, outcome),
		...guards
			.filter(({ passed }) => passed !== false)
			.map(({ guard, passed, saw }) => `${guard} ${passed ? 'passed' : 'cannot be told'}: ${saw}`),
		...chosenWords(comparison),
		...(input.own_judges ?? []).map(ownJudgeWarning),
		numberWords(comparison),
		...(chosen === undefined ? [] : missingWords(input.baseline, chosen)),
		...withoutComposite(comparison),
		...pendingWords(comparison),
		...moreWords(outcome),
	];
}

function disagreement(without: GateReading, withInvalid: GateReading | null): string[] {
	if (withInvalid === null) return [];
	const minimum = "with the invalid cells at the rubric's minimum";
	if (withInvalid.answer === without.answer) return [`${minimum} it is the same answer`];
	return [`the invalid cells decide: without them it is ${without.answer}, ${minimum} ${withInvalid.answer}`];
}

function seen({ input, chosen, bound }: Comparison, { difference, interval_level }: GateOutcomeSeen): string {
	const { value, reason } = difference;
	if (value === null || chosen === undefined) return reason ?? 'nothing could be compared';
	const what = `${rowWords(chosen)} is ${points(value.mean)} from ${rowWords(input.baseline)} on ${countOf(value.scenarios, 'scenario')}`;
	const where = value.low > bound ? 'wholly above' : value.high < bound ? 'wholly below' : 'on both sides of';
	const flips = value.exact ? 'all sign flips' : 'drawn sign flips';
	return `${what}; the true difference lies from ${points(value.low)} to ${points(value.high)} (${flips}, ${percent(interval_level)} at either end), ${where} the bound ${points(bound)}`;
}

type GateOutcomeSeen = Pick<GateOutcome, 'difference' | 'interval_level'>;

function chosenWords({ input: { asked }, field, chosen }: Comparison): string[] {
	if (asked.candidate !== undefined || chosen === undefined || field.length < 2) return [];
	return [
		`it was chosen as the best of ${field.length} by the same scores, so it is held against the largest difference of all of them (max-T)`,
	];
}

function numberWords({ input: { asked, number, experiment } }: Comparison): string {
	return `gate ${number} on ${experiment}: ${spentWords(asked.alpha, number, 'all gates on it')}`;
}

function missingWords(baseline: GateRow, chosen: GateRow): string[] {
	const lacks = (one: GateRow, other: GateRow) =>
		one.composites.filter((repeats, at) => repeats.length === 0 && (other.composites[at]?.length ?? 0) > 0).length;
	const [ours, theirs] = [lacks(chosen, baseline), lacks(baseline, chosen)];
	return [
		...(ours > 0
			? [
					`${countOf(ours, 'scenario')} of the baseline ${ours === 1 ? 'has' : 'have'} no score of the candidate and ${ours === 1 ? 'is' : 'are'} left out`,
				]
			: []),
		...(theirs > 0
			? [
					`${countOf(theirs, 'scenario')} of the candidate ${theirs === 1 ? 'has' : 'have'} no score of the baseline and ${theirs === 1 ? 'is' : 'are'} left out`,
				]
			: []),
	];
}

function withoutComposite({ input: { baseline }, field }: Comparison): string[] {
	const cells = [baseline, ...field].reduce((sum, row) => sum + (row.without_composite ?? 0), 0);
	return cells === 0
		? []
		: [
				`${countOf(cells, 'judged cell')} of these rows ${cells === 1 ? 'has' : 'have'} no composite that the rubric gives and ${cells === 1 ? 'is' : 'are'} left out`,
			];
}

function pendingWords({ input: { baseline }, field }: Comparison): string[] {
	const pending = [baseline, ...field].reduce((sum, row) => sum + row.pending, 0);
	return pending === 0
		? []
		: [
				`PARTIAL: ${countOf(pending, 'judgment')} of these rows ${pending === 1 ? 'is' : 'are'} pending; asking again when they are in is another gate`,
			];
}

function moreWords({ more }: Pick<GateOutcome, 'more'>): string[] {
	if (more?.scenarios.value == null) return [];
	const judgments = more.judgments.value === null ? '' : ` (${countOf(more.judgments.value, 'judgment')})`;
	return [
		`about ${countOf(more.scenarios.value, 'more scenario')}${judgments} would decide in 8 of 10 cases, were what was seen true`,
	];
}
