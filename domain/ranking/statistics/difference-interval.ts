import { type Finding, found, nothingFound } from './finding';
import { flipsOf } from './flips';
import { commonOf, type Differences, type Ends, endsOf, type Held, patternsOf } from './interval-ends';
import { percent } from './percent';
import { meanOf } from './score-table';
import { fewestScenarios } from './sign-flips';

const noCandidate = 'there is no candidate';

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
	return interval ?? nothingFound(noCandidate);
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
	const compared = withSharedOnly(candidates.filter((each) => commonOf(each).length >= fewest));
	return intervalsOf(
		compared,
		chosen.map((at) => candidates[at] ?? []),
		{ seed, level, held: 'against-all' },
	);
}

/**
 * The interval of each candidate as if there were no other; those with the same scenarios take the flips once between them.
 * @param candidates by candidate, scenarios in the same order
 */
export function separateIntervals(
	candidates: readonly Differences[],
	{ seed, level = 0.05 }: { readonly seed: number; readonly level?: number },
): Finding<DifferenceInterval>[] {
	const { patterns, patternOf } = patternsOf(candidates);
	const intervals = patterns.map((_pattern, place) => {
		const alike = candidates.filter((_each, at) => patternOf[at] === place);
		return intervalsOf(withSharedOnly(alike), alike, { seed, level, held: 'alone' });
	});
	return patternOf.map((place) => intervals[place]?.shift() ?? nothingFound(noCandidate));
}

interface IntervalOptions {
	readonly seed: number;
	readonly level: number;
	readonly held: Held;
}

function intervalsOf(
	compared: readonly Differences[],
	chosen: readonly Differences[],
	{ seed, level, held }: IntervalOptions,
): Finding<DifferenceInterval>[] {
	const fewest = fewestScenarios(level);
	const own = chosen.map(commonOf);
	const means = own.map((each) => (each.length < fewest ? Number.NaN : meanOf(each)));
	const flips = flipsOf(compared[0]?.length ?? 0, seed);
	const ends = endsOf(compared, means, { flips, level, held });
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

/** Scenarios that no candidate shares with the baseline would only make the flips too many to take them all. */
function withSharedOnly(candidates: readonly Differences[]): Differences[] {
	const shared = [...(candidates[0]?.keys() ?? [])].filter((at) =>
		candidates.some((each) => (each[at] ?? null) !== null),
	);
	return candidates.map((each) => shared.map((at) => each[at] ?? null));
}
