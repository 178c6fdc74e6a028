import type { ScorePair } from '../score-pair';

/** Pairs from two lists of scores; each in a scenario of its own unless told. */
export function pairsFrom(
	judged: readonly number[],
	against: readonly number[],
	{ scenarios, weights }: { scenarios?: readonly number[]; weights?: readonly number[] | undefined } = {},
): ScorePair[] {
	return judged.map((score, at) => ({
		scenario: `s${scenarios?.[at] ?? at}`,
		judged: score,
		against: against[at] ?? 0,
		weight: weights?.[at] ?? 1,
	}));
}
