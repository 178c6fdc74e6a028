import { percent } from '../ranking/statistics/percent';
import { spentWords } from '../ranking/statistics/spent-level';
import { countOf } from '../wording';
import type { PromotionInput, PromotionOutcome } from './promotion-document';

type Asked = Pick<PromotionInput, 'asked' | 'number'>;
type Outcome = Omit<PromotionOutcome, 'reasons'>;

/** Why it is decided so, in plain words. */
export function promotionReasons({ asked, number }: Asked, outcome: Outcome, seeds: number): string[] {
	const { worst_persona: worst, chosen_among, more_personas: more } = outcome;
	const guard =
		worst === null || asked.worst_persona === null
			? []
			: [
					`for ${worst.persona}, whom it serves worst, ${outcome.candidate} brings ${reward(worst.difference)}, and −${asked.worst_persona} is allowed`,
				];
	return [
		...(worst?.passed === false ? guard : []),
		seen({ asked, number }, outcome, seeds),
		...(worst?.passed === true ? guard : []),
		...(chosen_among > 1
			? [
					`it was chosen as the best of ${chosen_among} by the same episodes, so it is held against the largest difference of all of them (max-T)`,
				]
			: []),
		`decision ${number} on this experiment: ${spentWords(asked.alpha, number, 'all of them')}`,
		...(more?.value == null
			? []
			: [
					`about ${countOf(more.value, 'more persona')} would decide in 8 of 10 cases, were what was seen true; more seeds of the same ones sharpen only what is seen of each`,
				]),
	];
}

function seen({ asked }: Asked, { candidate, difference, level }: Outcome, seeds: number): string {
	const { value, reason } = difference;
	if (value === null) return reason;
	const { better_by: bound } = asked;
	const where = value.low > bound ? 'wholly above' : value.high < bound ? 'wholly below' : 'on both sides of';
	const flips = value.exact ? 'all sign flips' : 'drawn sign flips';
	const what = `${candidate} brings ${reward(value.mean)} reward a choice beside ${asked.baseline}, over ${countOf(value.scenarios, 'persona')} with ${countOf(seeds, 'seed')} each`;
	return `${what}; the true difference lies from ${reward(value.low)} to ${reward(value.high)} (${flips}, ${percent(level)} at either end), ${where} the bound ${reward(bound)}`;
}

/** With its sign: a thousandth is one completed tip in a thousand. */
function reward(difference: number): string {
	const text = Math.abs(difference).toFixed(4);
	return Number(text) === 0 ? '0' : `${difference < 0 ? '−' : '+'}${text}`;
}
