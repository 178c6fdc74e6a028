import { type Finding, found, nothingFound } from '../statistics/finding';
import { moreScenarios } from '../statistics/gate-answer';
import { varianceOf } from '../statistics/score-table';
import { fewestScenarios } from '../statistics/sign-flips';
import type { Comparison } from './comparison';
import type { GateOutcome, GateReading, GateRow } from './gate-document';
import { compositesOf, differencesFrom, known } from './scenario-values';

/**
 * About how many more scenarios would decide, and how many judgments those are of the baseline and the candidate. With
 * several candidates the level is shared between them (Bonferroni), since that is what max-T comes to at most.
 * @param doubts that no scores dispel
 */
export function moreOf(
	{ input: { baseline }, field, chosen, bound, level }: Comparison,
	{ difference }: GateReading,
	doubts: readonly string[],
): NonNullable<GateOutcome['more']> {
	const scenarios = ((): Finding<number> => {
		if (doubts.length > 0) return nothingFound('more of the same scores would decide nothing');
		if (chosen === undefined) return nothingFound('nothing could be compared');
		const differences = known(differencesFrom(compositesOf(baseline, null), compositesOf(chosen, null)));
		const decided = difference.value !== null && (difference.value.low > bound || difference.value.high < bound);
		if (decided) return nothingFound('the difference itself is decided: see what else was in doubt');
		const seen = differences.length;
		if (seen < 2) return nothingFound('two scenarios are needed to tell');
		const mean = differences.reduce((sum, each) => sum + each, 0) / seen;
		const spread = Math.sqrt(varianceOf(differences));
		const more = moreScenarios({ scenarios: seen, mean }, spread, bound, { level: level / field.length });
		return more.value === null ? more : found(Math.max(more.value, fewestScenarios(level) - seen));
	})();
	if (scenarios.value === null || chosen === undefined) return { scenarios, judgments: scenarios };
	return {
		scenarios,
		judgments: found(Math.ceil(scenarios.value * (cellsPerScenario(baseline) + cellsPerScenario(chosen)))),
	};
}

/** Judged cells, of the scenarios that have any. */
function cellsPerScenario({ composites }: GateRow): number {
	const having = composites.filter((repeats) => repeats.length > 0);
	return having.length === 0 ? 1 : having.reduce((sum, repeats) => sum + repeats.length, 0) / having.length;
}
