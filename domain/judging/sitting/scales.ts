import type { Rubric, Scores } from '../rubric';

/** One thing that a judge is asked about an item: a dimension, or a flag, which is 0 or 1. */
export interface Scale {
	readonly name: string;
	readonly kind: 'dimension' | 'flag';
	readonly min: number;
	readonly max: number;
}

/** What a rubric asks of every item, and what it computes. */
export interface Scales {
	/** In the order in which they are asked: dimensions, then flags that nobody computes. */
	readonly asked: readonly Scale[];
	/** Flags with a rule: shown, and changed only on purpose. */
	readonly computed: readonly Scale[];
}

export function scalesOf(rubric: Pick<Rubric, 'dimensions' | 'flags'>): Scales {
	const flag = (name: string): Scale => ({ name, kind: 'flag', min: 0, max: 1 });
	const isComputed = ({ rule }: Rubric['flags'][number]) => rule !== undefined;
	return {
		asked: [
			...rubric.dimensions.map(({ name, min, max }): Scale => ({ name, kind: 'dimension', min, max })),
			...rubric.flags.filter((each) => !isComputed(each)).map(({ name }) => flag(name)),
		],
		computed: rubric.flags.filter(isComputed).map(({ name }) => flag(name)),
	};
}

/**
 * What is asked of one item: also a flag with a rule that its run has no value of, as runs of the former harness.
 * @param computed the flags that its run has
 */
export function scalesFor({ asked, computed }: Scales, known: Scores): Scales {
	const isKnown = ({ name }: Scale) => Object.hasOwn(known, name);
	return {
		asked: [...asked, ...computed.filter((each) => !isKnown(each))],
		computed: computed.filter(isKnown),
	};
}
