import { type Finding, found, nothingFound } from '../statistics/finding';
import type { ScorePair } from './score-pair';

/** The lowest and the highest level of a rubric's scale; its levels are one apart. */
export interface Scale {
	readonly min: number;
	readonly max: number;
}

/** Weighted sums over pairs of scores: all that kappa needs of them. Those of two parts add up to those of the whole. */
export interface Moments {
	readonly weight: number;
	readonly x: number;
	readonly y: number;
	readonly xx: number;
	readonly yy: number;
	readonly xy: number;
}

const nothing: Moments = { weight: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };

/** A rounding error of a variance, no more. */
const noVariance = 1e-9;

/** The sums over pairs of scores, with their weights. */
export function momentsOf(pairs: readonly Pick<ScorePair, 'judged' | 'against' | 'weight'>[]): Moments {
	let { weight, x, y, xx, yy, xy } = nothing;
	for (const { judged, against, weight: each } of pairs) {
		weight += each;
		x += each * judged;
		y += each * against;
		xx += each * judged * judged;
		yy += each * against * against;
		xy += each * judged * against;
	}
	return { weight, x, y, xx, yy, xy };
}

/** The sum of several, each as often as `times` says; once where it says nothing. */
export function sumMoments(all: readonly Moments[], times?: readonly number[]): Moments {
	let { weight, x, y, xx, yy, xy } = nothing;
	for (const [at, each] of all.entries()) {
		const count = times === undefined ? 1 : (times[at] ?? 0);
		weight += count * each.weight;
		x += count * each.x;
		y += count * each.y;
		xx += count * each.xx;
		yy += count * each.yy;
		xy += count * each.xy;
	}
	return { weight, x, y, xx, yy, xy };
}

/**
 * Cohen's kappa with quadratic weights, from sums.
 *
 * 1 − (mean squared difference) / (the same expected of independent judges with these marginals). The weights (i − j)² are
 * those of the rubric's own levels, so a level that nobody gave keeps its place: dropping it, as tables of seen levels do,
 * gives another number. Of scores on levels one apart this is Lin's concordance correlation with population variances
 * (Cohen 1968, Psychological Bulletin 70; Fleiss & Cohen 1973, Educational and Psychological Measurement 33; Lin 1989,
 * Biometrics 45), and so is defined for means of judges too.
 * @returns `null` where one of the two gave everything the same score: kappa would be 0 or 0/0, however well they agree
 */
export function kappaOfMoments({ weight, x, y, xx, yy, xy }: Moments): number | null {
	if (weight <= 0) return null;
	const [meanX, meanY] = [x / weight, y / weight];
	const [varianceX, varianceY] = [xx / weight - meanX ** 2, yy / weight - meanY ** 2];
	if (varianceX < noVariance || varianceY < noVariance) return null;
	const covariance = xy / weight - meanX * meanY;
	return (2 * covariance) / (varianceX + varianceY + (meanX - meanY) ** 2);
}

/**
 * Quadratic-weighted kappa of pairs of scores.
 * @param scale the rubric's; a score outside of it is a fault of the caller's
 * @throws RangeError for such a score
 */
export function weightedKappa(
	pairs: readonly Pick<ScorePair, 'judged' | 'against' | 'weight'>[],
	scale: Scale,
): Finding<number> {
	checkScale(pairs, scale);
	if (pairs.length < 2) return nothingFound(`kappa needs two runs that both have scored, there are ${pairs.length}`);
	const value = kappaOfMoments(momentsOf(pairs));
	return value === null ? nothingFound(constantMarginals) : found(value);
}

export const constantMarginals = 'one of the two gave every run the same score: kappa says nothing then';

/**
 * Whether all scores are on the scale; between two levels too, where they are means of judges.
 * @throws RangeError for one that is not
 */
export function checkScale(pairs: readonly Pick<ScorePair, 'judged' | 'against'>[], { min, max }: Scale): void {
	for (const score of pairs.flatMap(({ judged, against }) => [judged, against])) {
		if (score >= min && score <= max) continue;
		throw new RangeError(`The score ${score} is not on the scale from ${min} to ${max}`);
	}
}
