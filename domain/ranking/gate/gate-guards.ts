import { countOf } from '../../wording';
import { gateAnswer } from '../statistics/gate-answer';
import { wilson } from '../statistics/wilson';
import { type Comparison, isSmaller } from './comparison';
import { fieldInterval } from './field-interval';
import type { GateGuard, GateReading, GateRow } from './gate-document';
import { billions, points, rate } from './gate-numbers';
import { autoCompositesOf, compositesOf, differencesFrom, type InvalidAs, logLatenciesOf } from './scenario-values';

/** The flag that `least_format_ok` speaks of. */
export const formatFlag = 'format_ok';

/** What the guards that were asked for see of the chosen candidate. */
export function guardsOf(
	comparison: Comparison & { readonly chosen: GateRow },
	answer: GateReading['answer'],
	invalidAs: InvalidAs,
): GateGuard[] {
	const { and, worst_scenario, least_format_ok, require_both } = comparison.input.asked;
	return [
		...(and === 'faster' ? [faster(comparison)] : []),
		...(and === 'smaller' ? [smaller(comparison)] : []),
		...(worst_scenario === undefined ? [] : [worstScenario(comparison, worst_scenario, invalidAs)]),
		...(least_format_ok === undefined ? [] : [formatFloor(comparison.chosen, least_format_ok, invalidAs)]),
		...(require_both ? [bothTiers(comparison, answer, invalidAs)] : []),
	];
}

type WithChosen = Comparison & { readonly chosen: GateRow };

/** By the same interval, of log latencies, whose differences are ratios. */
function faster({ input, field, chosen, level }: WithChosen): GateGuard {
	const base = logLatenciesOf(input.baseline);
	// Turned round, so that more is better.
	const all = field.map((row) => differencesFrom(logLatenciesOf(row), base));
	const found = fieldInterval(all, field.indexOf(chosen), 0, { seed: input.seed, level });
	const answer = gateAnswer(found, 0);
	const passed = answer === 'promote' ? true : answer === 'reject' ? false : null;
	if (found.value === null) return { guard: 'faster', passed, saw: found.reason };
	const { scenarios, ...ends } = found.value;
	const times = (end: number) => Math.exp(end).toFixed(2);
	const range = `${times(ends.low)} to ${times(ends.high)}`;
	const saw = `the baseline takes ${times(ends.mean)} times as long, ${range} (${countOf(scenarios, 'scenario')})`;
	return { guard: 'faster', passed, saw };
}

function smaller({ input: { baseline }, chosen }: WithChosen): GateGuard {
	const [ours, theirs] = [billions(chosen.parameters), billions(baseline.parameters)];
	return {
		guard: 'smaller',
		passed: isSmaller(chosen, baseline),
		saw: `its model has ${ours} parameters, the baseline's ${theirs}`,
	};
}

/** Of what was seen, with no interval: a scenario is no sample of others. */
function worstScenario({ input, chosen }: WithChosen, limit: number, invalidAs: InvalidAs): GateGuard {
	const base = compositesOf(input.baseline, invalidAs);
	const own = compositesOf(chosen, invalidAs);
	const differences = differencesFrom(base, own);
	let worst: number | null = null;
	for (const [at, each] of differences.entries())
		if (each !== null && (worst === null || each < (differences[worst] ?? 0))) worst = at;
	const unseen = base.filter((each, at) => each !== null && (own[at] ?? null) === null).length;
	const least = worst === null ? null : (differences[worst] ?? null);
	if (worst === null || least === null)
		return { guard: 'worst_scenario', passed: null, saw: 'no scenario has a score of both' };
	const what = `in its worst scenario, ${input.scenarios[worst]}, it is ${points(least)} from the baseline, and −${limit} is allowed`;
	// What rounding leaves must not fail a difference that is just allowed.
	if (least < 0 - limit - 1e-9) return { guard: 'worst_scenario', passed: false, saw: what };
	const rest = unseen === 0 ? '' : `; of ${countOf(unseen, 'scenario')} it has no score yet`;
	return { guard: 'worst_scenario', passed: unseen === 0 ? true : null, saw: `${what}${rest}` };
}

/**
 * By the Wilson interval that the leaderboard shows too: passed where its lower end reaches the floor, failed where its
 * upper end does not. A rate alone would pass 8 of 8, which a model that keeps to the format in 7 of 10 gives every
 * eighteenth time.
 */
function formatFloor({ format_ok, invalid }: GateRow, floor: number, invalidAs: InvalidAs): GateGuard {
	const more = invalidAs === null ? 0 : invalid.reduce((sum, each) => sum + each, 0);
	const found = wilson(format_ok?.times ?? 0, (format_ok?.of ?? 0) + more);
	if (found.value === null)
		return { guard: 'least_format_ok', passed: null, saw: `no cell has a score of ${formatFlag}` };
	const { low, high } = found.value;
	const passed = low >= floor ? true : high < floor ? false : null;
	const saw = `${formatFlag} is ${rate(found.value.rate)}, surely ${rate(low)} to ${rate(high)}, and ${rate(floor)} is asked for`;
	return { guard: 'least_format_ok', passed, saw };
}

/** The other tier is asked the same; where it says something else, nobody knows. */
function bothTiers(
	{ input, field, chosen, bound, level }: WithChosen,
	answer: GateReading['answer'],
	invalidAs: InvalidAs,
): GateGuard {
	const { baseline, seed } = input;
	if ([baseline, chosen].some(({ whose }) => whose.auto > 0))
		return { guard: 'require_both', passed: null, saw: 'the scores that count are those of the auto judge itself' };
	const base = autoCompositesOf(baseline, invalidAs);
	const all = field.map((row) => differencesFrom(base, autoCompositesOf(row, invalidAs)));
	const found = fieldInterval(all, field.indexOf(chosen), bound, { seed, level });
	const theirs = gateAnswer(found, bound);
	const seen = found.value === null ? found.reason : `${points(found.value.low)} to ${points(found.value.high)}`;
	const saw = `people say ${answer}, the auto judge says ${theirs} (${seen})`;
	return { guard: 'require_both', passed: theirs === answer ? true : null, saw };
}
