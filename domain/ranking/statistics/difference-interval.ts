import { type Finding, found, nothingFound } from './finding';
import { flippedSums } from './flipped-sums';
import { type Flips, flipsOf } from './flips';
import { percent } from './percent';
import { meanOf } from './score-table';
import { fewestScenarios } from './sign-flips';

/** What rounding leaves of 0. */
const unflipped = 1e-9;

/** The differences of a candidate from the baseline by scenario; `null` where one of them has no score. */
export type Differences = readonly (number | null)[];

/** A mean difference, and where the true one may lie. */
export interface DifferenceInterval {
	readonly scenarios: number;
	readonly mean: number;
	/** Both ends belong to it. */
	readonly low: number;
	readonly high: number;
	/** Whether all flips were taken. */
	readonly exact: boolean;
}

/**
 * The interval for a candidate's mean difference from a baseline, inverted from the sign-flip test: the δ for which the
 * flips of d − δ do not reject at the level, one-sided at either end. One flip of the scenarios in F does as much as was
 * seen just where the mean of d over F is at most δ, so the ends are order statistics of such means (Hartigan 1969, Using
 * subsample values as typical values, JASA 64, 1303–1317). Exact where differences are symmetric about their centre.
 *
 * With several candidates it is that of one which was chosen by the same data: the flips of all candidates' d − δ are
 * joint, and what was seen is held against the largest of all (max-T, Westfall and Young 1993). At a bound named beforehand,
 * some candidate that is not above it lies wholly above it with at most the level's probability.
 *
 * Needs as many scenarios as can reach the level: at 0.05 five.
 * @param candidates by candidate, scenarios in the same order; those with too few scenarios are in no maximum
 * @param chosen which of them
 */
export function differenceInterval(
	candidates: readonly Differences[],
	chosen: number,
	options: { readonly seed: number; readonly level?: number },
): Finding<DifferenceInterval> {
	const [interval] = differenceIntervals(candidates, [chosen], options);
	return interval ?? nothingFound('there is no candidate');
}

/**
 * The same of several of the candidates, each as if it had been chosen: they take the flips once between them.
 * @param chosen which of them
 */
export function differenceIntervals(
	candidates: readonly Differences[],
	chosen: readonly number[],
	{ seed, level = 0.05 }: { readonly seed: number; readonly level?: number },
): Finding<DifferenceInterval>[] {
	const fewest = fewestScenarios(level);
	const own = chosen.map((at) => commonOf(candidates[at] ?? []));
	const compared = withSharedOnly(candidates.filter((each) => commonOf(each).length >= fewest));
	const means = own.map((each) => (each.length < fewest ? Number.NaN : meanOf(each)));
	const flips = flipsOf(compared[0]?.length ?? 0, seed);
	const lows = endsOf(compared, means, flips, level);
	const mirrored = compared.map((each) => each.map((value) => (value === null ? null : -value)));
	const mirroredMeans = means.map((mean) => -mean);
	const highs = endsOf(mirrored, mirroredMeans, flips, level);
	return own.map((each, at) => {
		if (each.length < fewest)
			return nothingFound(
				`${each.length} common ${each.length === 1 ? 'scenario' : 'scenarios'} cannot decide at ${percent(level)}, whatever the data: it takes ${fewest}`,
			);
		const [mean, low, high] = [means[at] as number, lows[at] as number, -(highs[at] as number)];
		// Where flips were drawn the level may lie below what they can reach; other candidates may have too few scenarios.
		if (!Number.isFinite(low) || !Number.isFinite(high))
			return nothingFound(`these scenarios have too few flips to decide at ${percent(level)}`);
		return found({ scenarios: each.length, mean, low: rounded(low), high: rounded(high), exact: flips.exact });
	});
}

/** To a billionth: what rounding leaves must not put an end on the wrong side of a bound that it lies at. */
function rounded(end: number): number {
	return Math.round(end * 1e9) / 1e9 + 0;
}

/**
 * The lower end by mean: the first δ at which more flips than the level allows do as much as was seen. A flip does so for
 * some candidate from the δ on at which mean − δ = (mean under the flip) − δ × (mean of the signs).
 */
function endsOf(candidates: readonly Differences[], means: readonly number[], flips: Flips, level: number): number[] {
	const scales = candidates.map((each) => 1 / commonOf(each).length);
	const parts = [
		...candidates.map((each, at) => each.map((value) => (value ?? 0) * (scales[at] ?? 0))),
		...candidates.map((each, at) => each.map((value) => (value === null ? 0 : (scales[at] ?? 0)))),
	];
	const walk = flippedSums(parts);
	const turns = means.map(() => new Float64Array(flips.count));
	let taken = 0;
	flips.each((flip) => {
		walk.take(flip);
		for (let at = 0; at < means.length; at += 1)
			(turns[at] as Float64Array)[taken] = turnOf(walk.sums, scales.length, means[at] as number);
		taken += 1;
	});
	const place = Math.floor(level * flips.count + unflipped);
	return turns.map((each) => each.sort()[place] ?? Number.NEGATIVE_INFINITY);
}

/** From which δ on a flip does as much as was seen for some candidate. @param sums under the flip, then those of the signs */
function turnOf(sums: Float64Array, candidates: number, mean: number): number {
	let turn = Number.POSITIVE_INFINITY;
	for (let at = 0; at < candidates; at += 1) {
		const above = mean - (sums[at] as number);
		const slope = 1 - (sums[candidates + at] as number);
		if (slope > unflipped) {
			if (above < turn * slope) turn = above / slope;
			// None of its scenarios is flipped: it does as much at every δ, or at none.
		} else if (above <= unflipped) turn = Number.NEGATIVE_INFINITY;
	}
	return turn;
}

/** Scenarios that no candidate shares with the baseline would only make the flips too many to take them all. */
function withSharedOnly(candidates: readonly Differences[]): Differences[] {
	const shared = [...(candidates[0]?.keys() ?? [])].filter((at) =>
		candidates.some((each) => (each[at] ?? null) !== null),
	);
	return candidates.map((each) => shared.map((at) => each[at] ?? null));
}

function commonOf(differences: Differences): number[] {
	return differences.filter((each) => each !== null);
}
