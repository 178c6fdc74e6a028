import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { type Finding, found, nothingFound } from './finding';
import { differencesOf, meanOf, type Pair, pairsOf, type RepeatedScores, varianceOf } from './score-table';
import { fewestScenarios } from './sign-flips';

/** How small a difference between two rows the scenarios could have shown. Differences are in points of the score. */
export interface SmallestDifference {
	readonly difference: number;
	/** Scenarios that a pair has in common: the lower median over pairs. */
	readonly scenarios: number;
	/** The standard deviation of a pair's differences: the root of the mean of its square over pairs. */
	readonly deviation: number;
	/** What it would be with twice the scenarios. */
	readonly withTwiceTheScenarios: number;
	/** What it would be with more repeats of the same scenarios. */
	readonly withMoreRepeats: Finding<{ readonly twice: number; readonly endless: number }>;
}

/**
 * The smallest true difference of two rows that a two-sided paired test at a level shows with a given power:
 * (t(1 − level ÷ 2) + t(power)) × √((between + within ÷ repeats) ÷ scenarios), with n − 1 degrees of freedom (Miller 2024,
 * arXiv 2411.00640, on power, with t in place of z, since there are few). `between` is how scenarios differ and `within` how
 * repeats of one do; without repeats they cannot be told apart. It is an average pair's. An approximation: where few
 * scenarios leave few flips, and near the ends of the scale, a test shows less.
 *
 * Needs pairs with as many common scenarios as can show any difference at the level: at 0.05 six.
 * @param level of one pair that was named beforehand; for every pair at once, divide by how many there are (Bonferroni)
 */
export function smallestDifference(
	table: RepeatedScores,
	{ level = 0.05, power = 0.8 } = {},
): Finding<SmallestDifference> {
	const spreads = pairsOf(table.rows.length)
		.map((pair) => spreadOf(table, pair))
		.filter(({ scenarios }) => scenarios >= 2);
	if (spreads.length === 0) return nothingFound('no two rows have two scenarios in common');
	const variance = meanOf(spreads.map((each) => each.variance));
	if (variance === 0) return nothingFound('no two rows differ from scenario to scenario, so their spread is unknown');
	const counts = spreads.map(({ scenarios }) => scenarios).sort((a, b) => a - b);
	const scenarios = counts[(counts.length - 1) >>> 1] ?? 2;
	const fewest = fewestScenarios(level / 2);
	if (scenarios < fewest)
		return nothingFound(
			`${scenarios} common scenarios cannot show a difference of two rows, however large: it takes ${fewest}`,
		);
	const shown = (of: number, square: number) =>
		(quantileOfT(1 - level / 2, of - 1) + quantileOfT(power, of - 1)) * Math.sqrt(square / of);
	const within = spreads.flatMap((each) => each.within ?? []);
	const repeated = Math.min(meanOf(within), variance);
	return found({
		...{ difference: shown(scenarios, variance), scenarios, deviation: Math.sqrt(variance) },
		withTwiceTheScenarios: shown(2 * scenarios, variance),
		withMoreRepeats:
			within.length < spreads.length
				? nothingFound('one repeat a scenario does not show how repeats differ: it takes 2')
				: found({ twice: shown(scenarios, variance - repeated / 2), endless: shown(scenarios, variance - repeated) }),
	});
}

interface Spread {
	readonly scenarios: number;
	/** Of the differences of scenario means. */
	readonly variance: number;
	/** The part of it that comes of repeats; `null` where a row has no scenario with two. */
	readonly within: number | null;
}

function spreadOf(table: RepeatedScores, pair: Pair): Spread {
	const differences = differencesOf(table, pair);
	const common = differences.filter((each) => each !== null);
	const [one, other] = [pair.first, pair.second].map((row) => varianceOfRepeats(table, row));
	const parts = differences.flatMap((each, at) => {
		const [first, second] = [table.repeats[pair.first]?.[at] ?? 0, table.repeats[pair.second]?.[at] ?? 0];
		return each === null ? [] : [(one ?? 0) / first + (other ?? 0) / second];
	});
	const known = one !== null && other !== null && parts.length > 0;
	return {
		scenarios: common.length,
		variance: common.length < 2 ? 0 : varianceOf(common),
		within: known ? meanOf(parts) : null,
	};
}

/** Of one repeat, pooled over a row's scenarios by their degrees of freedom. */
function varianceOfRepeats({ within, repeats }: RepeatedScores, row: number): number | null {
	const all = (within[row] ?? []).flatMap((variance, at) =>
		variance === null ? [] : [{ variance, freedom: (repeats[row]?.[at] ?? 0) - 1 }],
	);
	const freedom = all.reduce((sum, each) => sum + each.freedom, 0);
	return freedom === 0 ? null : meanOf(all.map((each) => each.variance * each.freedom)) * (all.length / freedom);
}
