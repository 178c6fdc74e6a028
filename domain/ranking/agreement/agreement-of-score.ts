import { agreementRate } from './agreement-rate';
import { bootstrapByScenario, type Resampling } from './bootstrap';
import { clusteredInterval } from './clustered-mean';
import type { ScoreAgreement } from './judge-worth-schema';
import { allEqual, alphaOf, type Coincidences, coincidencesOf, levelsOf } from './krippendorff';
import { lengthBias, type MeasuredPair } from './length-bias';
import { byScenario } from './scenario-groups';
import { differenceOf } from './score-pair';
import {
	checkScale,
	constantMarginals,
	kappaOfMoments,
	type Moments,
	momentsOf,
	type Scale,
	sumMoments,
} from './weighted-kappa';

/**
 * How two judges agree on one score.
 * @param pairs the runs that both have scored, with weights that sum to their number
 * @param scale the rubric's, for a dimension; for the composite from the least to the most that its formula can give
 * @param ordinal whether alpha goes by ranks (a dimension) or by distances (a composite)
 * @throws RangeError for a score that is not on the scale
 */
export function agreementOfScore(
	pairs: readonly MeasuredPair[],
	scale: Scale,
	ordinal: boolean,
	resampling: Resampling,
): ScoreAgreement {
	checkScale(pairs, scale);
	const groups = byScenario(pairs);
	return {
		pairs: pairs.length,
		scenarios: groups.length,
		kappa: kappaByScenario(groups.map(momentsOf), resampling),
		alpha: ordinal ? ordinalAlpha(groups, resampling) : intervalAlpha(groups.map(momentsOf), resampling),
		exact: agreementRate(pairs, 0),
		within_one: agreementRate(pairs, 1),
		bias: clusteredInterval(pairs.map((pair) => ({ ...pair, value: differenceOf(pair) }))),
		length_bias: lengthBias(pairs, resampling),
	};
}

/** Quadratic-weighted kappa with its interval, from the sums of each scenario. */
export function kappaByScenario(scenarios: readonly Moments[], resampling: Resampling) {
	const kappa = (times: readonly number[]) => kappaOfMoments(sumMoments(scenarios, times));
	return bootstrapByScenario(scenarios.length, kappa, resampling, scenarios.length === 0 ? noPair : constantMarginals);
}

const noPair = 'no run that both have scored';

function ordinalAlpha(groups: readonly (readonly MeasuredPair[])[], resampling: Resampling) {
	const units = groups.map((group) =>
		group.map(({ judged, against, weight }) => ({ values: [judged, against], weight })),
	);
	const levels = levelsOf(units.flat());
	const tables = units.map((group) => coincidencesOf(group, levels));
	const alpha = (times: readonly number[]) => alphaOf(sumTables(tables, times), levels, 'ordinal');
	return bootstrapByScenario(groups.length, alpha, resampling, groups.length === 0 ? noPair : allEqual);
}

function sumTables(tables: readonly Coincidences[], times: readonly number[]): Coincidences {
	const sum = new Float64Array(tables[0]?.length ?? 0);
	for (const [scenario, table] of tables.entries()) {
		const count = times[scenario] ?? 0;
		if (count === 0) continue;
		for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + count * (table[at] ?? 0);
	}
	return sum;
}

/** Krippendorff's, by distances, of units of two: its sums over coincidences are sums over the pairs. */
function intervalAlpha(scenarios: readonly Moments[], resampling: Resampling) {
	const alpha = (times: readonly number[]) => {
		const { weight, x, y, xx, yy, xy } = sumMoments(scenarios, times);
		const values = 2 * weight;
		const expected = values * (xx + yy) - (x + y) ** 2;
		return expected <= 1e-9 * values ** 2 ? null : 1 - ((values - 1) * (xx + yy - 2 * xy)) / expected;
	};
	return bootstrapByScenario(scenarios.length, alpha, resampling, scenarios.length === 0 ? noPair : allEqual);
}
