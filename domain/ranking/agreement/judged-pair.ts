import type { ScorePair } from './score-pair';

/** The scores that somebody gave a run. */
interface GivenScores {
	/** By dimension; more names do no harm. */
	readonly scores: Readonly<Record<string, number>>;
	readonly composite: number;
}

/** One run with two judgments of it: by two judges, by two tiers, or by one judge at two times. */
export interface JudgedPair {
	readonly scenario: string;
	/** Its model and prompt version. */
	readonly row: string;
	/** Characters of its candidates together. */
	readonly length: number;
	/** By the judge whose worth is asked about; of one judge the later judgment. */
	readonly judged: GivenScores;
	/** By whom it is held against; of several people their mean. */
	readonly against: GivenScores;
	/** The chance that the run had of being scored by both, above 0; 1 where nothing was drawn. */
	readonly chance: number;
}

/** The name under which the composite stands among the dimensions. */
export const composite = 'composite';

/**
 * The pairs of one score, a dimension or the composite, with weights that sum to their number. Runs that lack it in one of
 * the two are left out, and so are those with what is no finite number.
 * @throws RangeError for a chance that is not above 0 and at most 1: such a run cannot have been scored by both
 */
export function pairsOf(pairs: readonly JudgedPair[], name: string): (ScorePair & { readonly length: number })[] {
	const found = pairs.flatMap(({ scenario, length, judged, against, chance }) => {
		if (!(chance > 0 && chance <= 1))
			throw new RangeError(`A run that was scored had a chance above 0 and at most 1 of being drawn, not ${chance}`);
		const [one, other] = [scoreOf(judged, name), scoreOf(against, name)];
		if (one === undefined || other === undefined) return [];
		return [{ scenario, length, judged: one, against: other, weight: 1 / chance }];
	});
	const all = found.reduce((sum, { weight }) => sum + weight, 0);
	return found.map((pair) => ({ ...pair, weight: (pair.weight * found.length) / all }));
}

function scoreOf({ scores, composite: whole }: GivenScores, name: string): number | undefined {
	const score = name === composite ? whole : Object.hasOwn(scores, name) ? scores[name] : undefined;
	return Number.isFinite(score) ? score : undefined;
}
