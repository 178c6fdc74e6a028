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
	const ends = endsOf(compared, means, flips, level);
	return own.map((each, at) => {
		if (each.length < fewest)
			return nothingFound(
				`${each.length} common ${each.length === 1 ? 'scenario' : 'scenarios'} cannot decide at ${percent(level)}, whatever the data: it takes ${fewest}`,
			);
		const [mean, { low, high }] = [means[at] as number, ends[at] as Ends];
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

interface Ends {
	readonly low: number;
	readonly high: number;
}

/**
 * Both ends by mean: the first δ from below, and from above, at which more flips than the level allows do as much as was
 * seen. A flip does so for some candidate from the δ on at which mean − δ = (mean under the flip) − δ × (mean of the signs).
 * From above that holds of −d, whose means are the same with the other sign.
 */
function endsOf(candidates: readonly Differences[], means: readonly number[], flips: Flips, level: number): Ends[] {
	const { patterns, patternOf } = patternsOf(candidates);
	const walk = flippedSums([
		...candidates.map(asMean),
		...patterns.map((each) => asMean(each.map((value) => (value === null ? null : 1)))),
	]);
	const owners = Int32Array.from(patternOf);
	const [largest, smallest] = [new Float64Array(patterns.length), new Float64Array(patterns.length)];
	const slopes = new Float64Array(patterns.length);
	const fromBelow = means.map(() => new Float64Array(flips.count));
	const fromAbove = means.map(() => new Float64Array(flips.count));
	let taken = 0;
	flips.each((flip) => {
		walk.take(flip);
		largest.fill(Number.NEGATIVE_INFINITY);
		smallest.fill(Number.POSITIVE_INFINITY);
		for (let at = 0; at < owners.length; at += 1) {
			const [owner, sum] = [owners[at] as number, walk.sums[at] as number];
			if (sum > (largest[owner] as number)) largest[owner] = sum;
			if (sum < (smallest[owner] as number)) smallest[owner] = sum;
		}
		for (let at = 0; at < slopes.length; at += 1) slopes[at] = 1 - (walk.sums[owners.length + at] as number);
		for (let at = 0; at < means.length; at += 1) {
			const mean = means[at] as number;
			(fromBelow[at] as Float64Array)[taken] = turnOf(mean, 1, largest, slopes);
			(fromAbove[at] as Float64Array)[taken] = turnOf(mean, -1, smallest, slopes);
		}
		taken += 1;
	});
	const place = Math.floor(level * flips.count + unflipped);
	const endOf = (turns: Float64Array | undefined) => turns?.sort()[place] ?? Number.NEGATIVE_INFINITY;
	return means.map((_mean, at) => ({ low: endOf(fromBelow[at]), high: -endOf(fromAbove[at]) }));
}

/**
 * From which δ on a flip does as much as was seen for some candidate.
 * @param sign 1, or −1 for −d
 * @param sums under the flip, by which scenarios candidates have: of those that have the same the one that is furthest ahead
 * @param slopes 1 less the mean of the signs, by the same
 */
function turnOf(mean: number, sign: 1 | -1, sums: Float64Array, slopes: Float64Array): number {
	let turn = Number.POSITIVE_INFINITY;
	for (let at = 0; at < slopes.length; at += 1) {
		const [above, slope] = [sign * (mean - (sums[at] as number)), slopes[at] as number];
		if (slope > unflipped) {
			if (above < turn * slope) turn = above / slope;
			// None of its scenarios is flipped: it does as much at every δ, or at none.
		} else if (above <= unflipped) turn = Number.NEGATIVE_INFINITY;
	}
	return turn;
}

/** Which scenarios candidates have, each once: mostly all have all. */
function patternsOf(candidates: readonly Differences[]) {
	const patterns = new Map<string, Differences>();
	const names = candidates.map((each) => each.map((value) => (value === null ? '-' : '+')).join(''));
	for (const [at, name] of names.entries()) if (!patterns.has(name)) patterns.set(name, candidates[at] as Differences);
	const order = [...patterns.keys()];
	return { patterns: [...patterns.values()], patternOf: names.map((name) => order.indexOf(name)) };
}

/** A column whose sum is the mean of what it has. */
function asMean(column: Differences): number[] {
	const scale = 1 / commonOf(column).length;
	return column.map((value) => (value ?? 0) * scale);
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
