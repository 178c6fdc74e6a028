/** Two scores of one run on one scale. */
export interface ScorePair {
	readonly scenario: string;
	/** By the judge whose worth is asked about. */
	readonly judged: number;
	/** By the one that it is held against. */
	readonly against: number;
	/** 1 / the chance that the run had of being scored by both; 1 for all where nothing was drawn. */
	readonly weight: number;
}

/** How far apart the two scores of a pair are: above 0 where the judge is the milder one. */
export function differenceOf({ judged, against }: Pick<ScorePair, 'judged' | 'against'>): number {
	return judged - against;
}
