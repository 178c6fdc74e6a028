/** A run of a row as a correction sees it: what the auto judge gave it, and people, where they were asked. */
export interface SampledRun {
	readonly scenario: string;
	/** `null` where the auto judge left it unscored. */
	readonly auto: number | null;
	/**
	 * People's score; `null` where they were not asked, or have not answered yet. An opinion on a run that was not drawn is
	 * `null` here: whoever chose the run may have known why.
	 */
	readonly people: number | null;
	/** The chance that the run had of being drawn: 1 for those taken for certain. */
	readonly chance: number;
	/** Scored by the rule, since its answer holds no candidate: then `auto` and `people` both hold that score. */
	readonly by_rule: boolean;
}

/** How many labels those are worth: (Σw)² / Σw², w = 1 / chance, of the runs that people have scored (Kish 1965). */
export function effectiveLabels(runs: readonly Pick<SampledRun, 'people' | 'chance' | 'by_rule'>[]): number {
	const weights = runs.flatMap(({ people, chance, by_rule }) => (people === null || by_rule ? [] : [1 / chance]));
	const sum = weights.reduce((all, each) => all + each, 0);
	const squares = weights.reduce((all, each) => all + each * each, 0);
	return squares === 0 ? 0 : sum ** 2 / squares;
}
